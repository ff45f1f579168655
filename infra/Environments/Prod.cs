namespace Infra.Environments;

/// <summary>The real thing: survives the loss of a node, loses minutes at most, and is not deleted by accident.</summary>
internal static class Prod
{
    public static EnvironmentTraits Traits { get; } = new()
    {
        Name = "prod",
        LongName = "production",
        Size = EnvironmentSize.Large,
        SurvivesNodeLoss = true,
        ProtectsData = true,
        RecoveryPoint = TimeSpan.FromMinutes(15),
        RecoveryTime = TimeSpan.FromHours(1),
        RecoveryWindowDays = 30,
        BaseBackupInterval = TimeSpan.FromDays(1),
        BaseBackupSchedule = "0 2 * * *",
        Exposure = HostExposure.Internet,
        SeparatesCriticalAlerts = true,
        RequiresImageDigests = true,
        BuildsImages = false,
        RequiresClusterContext = true,
        HasExampleData = false,
    };
}
