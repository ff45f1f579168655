using System.Collections.Immutable;
using Infra.Faults;

namespace Infra.Settings.Reading;

/// <summary>The value of one key of a stack's configuration.</summary>
/// <param name="Text">
/// The value: plain text, or JSON where it is structured. Empty for a secret of a stack file, which only the engine can decrypt.
/// </param>
/// <param name="IsSecret">Whether the value as a whole is encrypted.</param>
/// <param name="NestedSecrets">The paths within a structured value that are encrypted.</param>
public sealed record ConfigValue(string Text, bool IsSecret, ImmutableArray<string> NestedSecrets)
{
    /// <summary>The file that it stands in; null where that is not known.</summary>
    public string? File { get; init; }

    /// <summary>What is wrong with how it is written.</summary>
    internal ImmutableArray<Fault> Faults { get; init; } = [];

    /// <summary>A value in plain text.</summary>
    public static ConfigValue Plain(string text) => new(text, IsSecret: false, []);

    /// <summary>An encrypted value.</summary>
    public static ConfigValue Secret(string text = "") => new(text, IsSecret: true, []);
}
