namespace Infra.Settings;

/// <summary>A value that a preview does without and a deployment does not.</summary>
/// <param name="Key">Where it belongs.</param>
/// <param name="Meaning">What it is, the beginning of a sentence.</param>
/// <param name="Command">The command that sets it.</param>
public sealed record UnsetValue(string Key, string Meaning, string Command);
