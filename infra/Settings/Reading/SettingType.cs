using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Infra.Settings.Reading;

/// <summary>What a scalar setting accepts. Scalars may be written as numbers, booleans or text alike.</summary>
/// <param name="Rule">What is allowed, as the middle part of a fault's sentence: "it takes …".</param>
/// <param name="Example">A value that is accepted, for a setting that is missing.</param>
/// <param name="TryParse">Reads the text.</param>
/// <param name="Format">Writes a value as it would stand in a stack file.</param>
/// <param name="Schema">What is allowed, as a JSON schema.</param>
internal sealed record SettingType<T>(
    string Rule,
    string Example,
    SettingType<T>.Parser TryParse,
    Func<T, string> Format,
    Func<JsonObject> Schema)
{
    /// <summary>
    /// What to do about a text that is not accepted, a sentence without its full stop. It names the nearest value that is accepted, where
    /// one is nearer than others. Default: names the example.
    /// </summary>
    public Func<string, string> FixOf { get; init; } = _ => $"Use a value such as {Example}";

    /// <summary>Reads a setting's text.</summary>
    public delegate bool Parser(string text, [MaybeNullWhen(false)] out T value);
}
