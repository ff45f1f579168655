namespace Infra.Tests.Platform.Observability.Cases;

/// <summary>What goes wrong with the jobs that back something up and restore it for proof.</summary>
internal static class SnapshotCases
{
    // A day and a half.
    private const int StaleAfter = 36 * 3600;

    /// <summary>The cases of one.</summary>
    /// <param name="prefix">What the names of its alerts begin with.</param>
    /// <param name="name">Its name in the namespace.</param>
    public static IEnumerable<AlertCase> Of(string prefix, string name)
        => [.. DrillCases.Overaged($"{prefix}BackupStale", $"{name}-backup", StaleAfter), .. DrillCases.Of(prefix, $"{name}-drill")];
}
