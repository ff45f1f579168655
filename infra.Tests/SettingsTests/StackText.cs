namespace Infra.Tests.SettingsTests;

/// <summary>Texts of stack files.</summary>
internal static class StackText
{
    /// <summary>What a stack file must say at the least, a line each.</summary>
    private static readonly string[] Required =
    [
        "infra:objectStorage: {destination: s3://backups/reference}",
        "infra:edge: {hosts: {api: api.example.com}}",
    ];

    /// <summary>A stack file with these entries, and with those that must be there.</summary>
    public static string Of(params IEnumerable<string> entries)
    {
        var given = entries.ToList();
        return Only([.. given, .. Required.Where(line => !given.Exists(entry => KeyOf(entry) == KeyOf(line)))]);
    }

    /// <summary>A stack file with these entries only.</summary>
    public static string Only(params IEnumerable<string> entries)
        => $"config:\n{string.Concat(entries.Select(entry => $"  {entry.ReplaceLineEndings("\n  ")}\n"))}";

    private static string KeyOf(string entry) => entry[..entry.IndexOf(": ", StringComparison.Ordinal)];
}
