namespace Sdk.Generator.Model;

/// <summary>
/// What the API server holds a field to. <see cref="Enum"/>, <see cref="Pattern"/>, <see cref="Format"/> and the bounds of numbers and
/// lengths are of the value itself; in a list or map, of each item.
/// </summary>
internal sealed record FieldRules
{
    /// <summary>Whether it refuses the object without the field, which it looks for after it has filled in defaults.</summary>
    public bool Required { get; init; }

    /// <summary>The value, as JSON, that it puts where the field is left out; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>The strings it accepts; empty for all.</summary>
    public EquatableArray<string> Enum { get; init; }

    /// <summary>The regular expression that strings match.</summary>
    public string? Pattern { get; init; }

    /// <summary>The format of strings, <c>date-time</c>.</summary>
    public string? Format { get; init; }

    /// <summary>The smallest number.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The largest number.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>The fewest characters.</summary>
    public int? MinLength { get; init; }

    /// <summary>The most characters.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The fewest items of a list.</summary>
    public int? MinItems { get; init; }

    /// <summary>
    /// The fields that together tell the items of a list apart; empty where the items themselves do, null where nothing does.
    /// </summary>
    public EquatableArray<string>? UniqueBy { get; init; }

    /// <summary>Rules in CEL, in which <c>self</c> is the field's value.</summary>
    public EquatableArray<CelRule> Cel { get; init; }
}
