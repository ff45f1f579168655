namespace Infra.Settings.Reading;

/// <summary>One thing that is wrong with a stack file or an application's definition.</summary>
/// <param name="Path">Where: a key and the path below it, such as <c>infra:postgres.backup.retentionDays</c>.</param>
/// <param name="Value">What stands there, as it is shown to people; never a secret.</param>
/// <param name="Rule">What is allowed.</param>
/// <param name="Fix">What to do, a sentence without its full stop.</param>
public sealed record SettingFault(string Path, string Value, string Rule, string Fix)
{
    /// <summary>The fault as one line.</summary>
    /// <param name="origin">The file it was found in.</param>
    public string Describe(string origin) => $"{origin}: {ShownValue.WithoutSecrets(Path)} is {Value}; {Rule}. {Fix}.";
}
