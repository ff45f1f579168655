namespace Infra.Environments;

/// <summary>For developers: one of everything, the cheapest that works, may be thrown away.</summary>
internal static class Dev
{
    public static EnvironmentTraits Traits { get; } = new()
    {
        Name = "dev",
        LongName = "development",
        Size = EnvironmentSize.Small,
        SurvivesNodeLoss = false,
        ProtectsData = false,
        RecoveryPoint = TimeSpan.FromDays(1),
        RecoveryTime = TimeSpan.FromDays(1),
        RecoveryWindowDays = 7,
        BaseBackupInterval = TimeSpan.FromDays(1),
        BaseBackupSchedule = "0 3 * * *",
        Exposure = HostExposure.Team,
        SeparatesCriticalAlerts = false,
        RequiresImageDigests = false,
        BuildsImages = true,
        RequiresClusterContext = false,
        HasExampleData = true,
    };
}
