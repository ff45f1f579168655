namespace Infra.Settings;

/// <summary>A value to set before the first deployment.</summary>
/// <param name="Key">Where it belongs.</param>
/// <param name="Meaning">What it is, the beginning of a sentence.</param>
/// <param name="Command">The command that sets it.</param>
/// <param name="IsRequired">Whether a deployment is refused without it; a preview never is.</param>
public sealed record UnsetValue(string Key, string Meaning, string Command, bool IsRequired = true);
