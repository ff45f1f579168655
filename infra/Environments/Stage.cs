namespace Infra.Environments;

/// <summary>The rehearsal: prod's shape at a smaller size, with example data.</summary>
internal static class Stage
{
    public static EnvironmentTraits Traits { get; } = new()
    {
        Name = "stage",
        LongName = "staging",
        Size = EnvironmentSize.Medium,
        SurvivesNodeLoss = true,
        ProtectsData = false,
        RecoveryPoint = TimeSpan.FromHours(1),
        RecoveryTime = TimeSpan.FromHours(4),
        RecoveryWindowDays = 7,
        BaseBackupInterval = TimeSpan.FromDays(1),
        BaseBackupSchedule = "0 */6 * * *",
        Exposure = HostExposure.Internet,
        SeparatesCriticalAlerts = false,
        RequiresImageDigests = true,
        BuildsImages = false,
        RequiresClusterContext = true,
        HasExampleData = true,
    };
}
