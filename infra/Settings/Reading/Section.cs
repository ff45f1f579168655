using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Faults;

namespace Infra.Settings.Reading;

/// <summary>
/// A map of settings being read. What is read is what exists: a key that nothing reads is unknown, and the JSON schema
/// is made of what is read. Faults are collected; the reader goes on with the default.
/// </summary>
internal sealed class Section
{
    private readonly JsonElement? _value;
    private readonly ICollection<Fault> _faults;
    private readonly ConfigCommands _commands;
    private readonly List<SettingDescription> _descriptions = [];

    /// <summary>Begins to read a section.</summary>
    /// <param name="path">Where it stands, such as <c>infra:edge</c>.</param>
    /// <param name="value">The map; null where the stack file has none.</param>
    /// <param name="faults">Takes what is wrong with it.</param>
    /// <param name="commands">The commands that faults name.</param>
    /// <param name="isReadable">Whether what it holds can be known. Where it cannot, nothing in it is reported as missing.</param>
    public Section(string path, JsonElement? value, ICollection<Fault> faults, ConfigCommands commands, bool isReadable = true)
    {
        Path = path;
        _faults = faults;
        _commands = commands;
        IsReadable = isReadable && value is null or { ValueKind: JsonValueKind.Object };
        if (value is { } other && !IsReadable)
            Report(path, ShownValue.OfMisplaced(other), "it takes a map of settings", $"Write the settings below {path}, one a line");
        else
            _value = value;
    }

    /// <summary>Where the section stands.</summary>
    public string Path { get; }

    /// <summary>What was asked for so far.</summary>
    public IReadOnlyList<SettingDescription> Descriptions => _descriptions;

    /// <summary>Whether what it holds can be known.</summary>
    public bool IsReadable { get; }

    /// <summary>Whether the stack file has this section.</summary>
    public bool IsPresent => _value is not null;

    /// <summary>A setting with a default.</summary>
    /// <param name="name">The key.</param>
    /// <param name="type">What it accepts.</param>
    /// <param name="fallback">The default.</param>
    /// <param name="meaning">What it sets.</param>
    /// <param name="shownDefault">How the default is described. Default: as it would be written.</param>
    public T Get<T>(string name, SettingType<T> type, T fallback, string meaning, string? shownDefault = null)
    {
        Describe(name, meaning, shownDefault ?? type.Format(fallback), type.Schema);
        return Read(name, type, out var value) ? value : fallback;
    }

    /// <summary>A setting without a default that may be left out; null where it is.</summary>
    /// <param name="name">The key.</param>
    /// <param name="type">What it accepts.</param>
    /// <param name="meaning">What it sets.</param>
    /// <param name="shownDefault">What happens where it is left out.</param>
    public T? Find<T>(string name, SettingType<T> type, string meaning, string shownDefault)
        where T : class
    {
        Describe(name, meaning, shownDefault, type.Schema, isOptional: true);
        return Read(name, type, out var value) ? value : default;
    }

    /// <summary>A setting that must be there.</summary>
    /// <param name="name">The key.</param>
    /// <param name="type">What it accepts.</param>
    /// <param name="standIn">What to go on with where it is missing, so that the other faults are found too.</param>
    /// <param name="meaning">What it sets.</param>
    /// <param name="shownDefault">How it is said that it must be there.</param>
    /// <param name="alternative">What else may be set instead, as the end of the fix. Default: nothing.</param>
    public T Require<T>(
        string name,
        SettingType<T> type,
        T standIn,
        string meaning,
        string shownDefault = "required",
        string alternative = "")
    {
        Describe(name, meaning, shownDefault, type.Schema);
        if (IsReadable && TryFind(name) is null)
            Report(PathOf(name), StackFaults.Missing, type.Rule, $"Set it, for instance: {SetCommand(name, type.Example)}{alternative}");
        return Read(name, type, out var value, isRequired: true) ? value : standIn;
    }

    /// <summary>A section within this one.</summary>
    public Section Child(string name, string meaning)
    {
        var child = new Section(PathOf(name), TryFind(name), _faults, _commands, IsReadable);
        _descriptions.Add(new SettingDescription(name, meaning, Default: null, Schema: null, child));
        return child;
    }

    /// <summary>A map whose keys are up to the stack file.</summary>
    public ImmutableSortedDictionary<string, T> Map<T>(
        string name,
        SettingType<string> keyType,
        SettingType<T> type,
        ImmutableSortedDictionary<string, T> fallback,
        string meaning)
    {
        var shown = string.Join(", ", fallback.Select(entry => $"{entry.Key}: {type.Format(entry.Value)}"));
        Describe(
            name,
            meaning,
            shown,
            () => new JsonObject { ["type"] = "object", ["propertyNames"] = keyType.Schema(), ["additionalProperties"] = type.Schema() });
        if (TryFind(name) is not { } map)
            return fallback;

        if (map.ValueKind != JsonValueKind.Object)
        {
            Report(PathOf(name), ShownValue.OfMisplaced(map), "it takes a map", $"Write the entries below {PathOf(name)}, one a line");
            return fallback;
        }

        var entries = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        foreach (var entry in map.EnumerateObject())
        {
            var path = $"{PathOf(name)}.{entry.Name}";
            if (!keyType.TryParse(entry.Name, out _))
                Report(path, "no key", keyType.Rule, $"Use a key such as {keyType.Example}, or remove the line");
            else if (Parse(path, entry.Value, type, out var value))
                entries[entry.Name] = value;
        }

        return entries.ToImmutable();
    }

    /// <summary>A list.</summary>
    public ImmutableArray<T> List<T>(string name, SettingType<T> type, ImmutableArray<T> fallback, string meaning)
    {
        Describe(
            name,
            meaning,
            string.Join(", ", fallback.Select(type.Format)),
            () => new JsonObject { ["type"] = "array", ["items"] = type.Schema() });
        if (TryFind(name) is not { } list)
            return fallback;

        if (list.ValueKind != JsonValueKind.Array)
        {
            Report(PathOf(name), ShownValue.OfMisplaced(list), "it takes a list", $"Write it as [{type.Example}]");
            return fallback;
        }

        var items = ImmutableArray.CreateBuilder<T>();
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            if (Parse($"{PathOf(name)}[{index}]", item, type, out var value))
                items.Add(value);
        }

        return items.ToImmutable();
    }

    /// <summary>Reports something that only the reader of the section knows to be wrong.</summary>
    public void Report(string path, string value, string rule, string fix) => _faults.Add(new Fault(path, value, rule, fix));

    /// <summary>Reports the keys that nobody asked for, here and in the sections within. Call it once all is read.</summary>
    public void Finish()
    {
        var known = _descriptions.Select(description => description.Name).ToHashSet();
        // The values are not shown: they may be secrets that somebody put here.
        foreach (var entry in _value?.EnumerateObject().Where(entry => !known.Contains(entry.Name)) ?? [])
            Report(PathOf(entry.Name), "set", "there is no such setting", NearestName.Suggest(entry.Name, known, PathOf));

        foreach (var description in _descriptions)
            description.Section?.Finish();
    }

    /// <summary>The command that sets a value of this section.</summary>
    public string SetCommand(string name, string value) => _commands.SetPath(PathOf(name), value);

    /// <summary>Whether the stack file says something for a key, right or wrong.</summary>
    public bool Has(string name) => TryFind(name) is not null;

    private string PathOf(string name) => $"{Path}.{name}";

    private void Describe(string name, string meaning, string? fallback, Func<JsonObject> schema, bool isOptional = false)
        => _descriptions.Add(new SettingDescription(name, meaning, fallback, schema) { IsOptional = isOptional });

    private JsonElement? TryFind(string name)
        => _value is { } map && map.TryGetProperty(name, out var value) ? value : null;

    private bool Read<T>(string name, SettingType<T> type, [MaybeNullWhen(false)] out T value, bool isRequired = false)
    {
        value = default;
        return TryFind(name) is { } found && Parse(PathOf(name), found, type, out value, isRequired);
    }

    private bool Parse<T>(string path, JsonElement found, SettingType<T> type, [MaybeNullWhen(false)] out T value, bool isRequired = false)
    {
        value = default;
        var isScalar = found.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;
        var text = found.ValueKind == JsonValueKind.String ? found.GetString()! : found.GetRawText();
        if (isScalar && type.TryParse(text, out value))
            return true;

        var fix = type.FixOf(isScalar ? text : "");
        Report(path, ShownValue.Of(found), type.Rule, isRequired ? fix : $"{fix}, or remove the line");
        return false;
    }
}
