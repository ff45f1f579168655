using Sdk.Generator.Model;

namespace Sdk.Generator.Emitting;

/// <summary>Writes documentation comments from what a source says, and from its rules, which need no words of their own there.</summary>
internal static class DocComment
{
    public static void Write(CodeWriter writer, string doc)
    {
        writer.Line($"/// <summary>{Markup(doc)}</summary>");
    }

    public static void Write(CodeWriter writer, ObjectSchema type)
    {
        Write(writer, type.Doc);
        Remarks(writer, [.. type.Rules.Select(Refusal)]);
    }

    public static void Write(CodeWriter writer, CustomResourceKind kind)
    {
        writer.Line($"/// <summary>{Markup(kind.Doc)} See <see href=\"{Escape(kind.Documentation)}\"/>.</summary>");
    }

    public static void Write(CodeWriter writer, FieldSchema field)
    {
        var rules = field.Rules;
        string[] sentences = [Markup(field.Doc), OneOf(rules.Enum), Between(rules.Minimum, rules.Maximum), Lengths(rules), Default(rules)];
        writer.Line($"/// <summary>{string.Join(" ", sentences.Where(static sentence => sentence.Length > 0))}</summary>");
        Remarks(writer, [
            .. rules.Pattern is { } pattern ? [$"Matches {Code(pattern)}."] : Array.Empty<string>(),
            .. rules.UniqueBy is { } unique ? [UniqueBy(unique)] : Array.Empty<string>(),
            .. rules.Cel.Select(Refusal),
        ]);
    }

    private static void Remarks(CodeWriter writer, string[] sentences)
    {
        if (sentences.Length > 0)
        {
            writer.Line($"/// <remarks>{string.Join(" ", sentences)}</remarks>");
        }
    }

    private static string OneOf(EquatableArray<string> values) => values.Count switch
    {
        0 => "",
        1 => $"Only {Code(values[0])}.",
        _ => $"One of {string.Join(", ", values.Select(Code))}.",
    };

    private static string Between(decimal? minimum, decimal? maximum) => (minimum, maximum) switch
    {
        ({ } least, { } most) => FormattableString.Invariant($"{least} to {most}."),
        ({ } least, null) => FormattableString.Invariant($"{least} or more."),
        (null, { } most) => FormattableString.Invariant($"{most} or less."),
        _ => "",
    };

    private static string Lengths(FieldRules rules)
    {
        var sentences = new[]
        {
            rules.MinLength switch { null => "", 1 => "Not empty.", { } least => $"{least} characters or more." },
            rules.MaxLength is { } most ? $"{most} characters or less." : "",
            rules.MinItems switch { null => "", 1 => "One item or more.", { } fewest => $"{fewest} items or more." },
        };
        return string.Join(" ", sentences.Where(static sentence => sentence.Length > 0));
    }

    private static string Default(FieldRules rules) => rules.Default is { } value ? $"Default: {Code(value.Trim('"'))}." : "";

    private static string UniqueBy(EquatableArray<string> fields) => fields.Count == 0
        ? "No item twice."
        : $"No two items with the same {string.Join(" and ", fields.Select(Code))}.";

    private static string Refusal(CelRule rule) => $"Refused otherwise: {Escape(rule.Message.TrimEnd('.'))}.";

    /// <summary>What stands between backticks is code.</summary>
    private static string Markup(string text) =>
        string.Concat(text.Split('`').Select(static (part, i) => i % 2 == 0 ? Escape(part) : Code(part)));

    private static string Code(string text) => $"<c>{Escape(text)}</c>";

    private static string Escape(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");
}
