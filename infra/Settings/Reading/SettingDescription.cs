using System.Text.Json.Nodes;

namespace Infra.Settings.Reading;

/// <summary>What a section was asked for: the reading of settings describes them at the same time.</summary>
/// <param name="Name">The key within the section.</param>
/// <param name="Meaning">What it sets, a sentence.</param>
/// <param name="Default">The value where it is left out, as it would be written; null for none.</param>
/// <param name="Schema">What is allowed, as a JSON schema; null where it is a section.</param>
/// <param name="Section">The section, where it is one.</param>
internal sealed record SettingDescription(string Name, string Meaning, string? Default, Func<JsonObject>? Schema, Section? Section = null)
{
    /// <summary>Whether it may be left out without another value in its place: <see cref="Default"/> says what happens then.</summary>
    public bool IsOptional { get; init; }
}
