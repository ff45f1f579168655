using Infra.Aws;
using Infra.Environments;
using Infra.Observability;

namespace Infra.Data.Rds;

/// <summary>The alarms on an instance of RDS (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html).</summary>
internal static class RdsAlarms
{
    /// <summary>The namespace of its metrics.</summary>
    public const string Namespace = "AWS/RDS";

    /// <summary>What tells an instance from others.</summary>
    public const string Dimension = "DBInstanceIdentifier";

    // Below it, a burstable instance is soon as slow as its baseline.
    private const int FewCredits = 20;

    /// <summary>The alarms. They come earlier where data is protected.</summary>
    /// <param name="server">What is watched.</param>
    /// <param name="environment">The environment.</param>
    public static IEnumerable<MetricAlarmRule> Of(RdsServer server, EnvironmentTraits environment)
    {
        var title = server.Engine.Title;
        var isEarly = environment.ProtectsData;
        var free = isEarly ? 20 : 10;
        yield return new MetricAlarmRule(
            "storage-low",
            "FreeStorageSpace",
            (double)Math.Floor(server.Storage.Amount * free / 100),
            Severity.Critical,
            $"{title} on RDS has less than {free} % of its storage left. Look for what grows, and raise rds.maxStorage.")
        {
            IsBelow = true,
        };
        var busy = isEarly ? 80 : 90;
        yield return new MetricAlarmRule(
            "cpu-high",
            "CPUUtilization",
            busy,
            Severity.Warning,
            $"{title} on RDS uses more than {busy} % of its CPU. Look at its slowest statements, or take a larger rds.instanceClass.");
        yield return new MetricAlarmRule(
            "connections-high",
            "DatabaseConnections",
            Math.Floor(server.MaxConnections * 0.8),
            Severity.Warning,
            $"{title} on RDS uses more than 80 % of its connections. Look for clients that leak connections, or raise maxConnections.");
        if (!server.Instance.IsBurstable)
            yield break;
        yield return new MetricAlarmRule(
            "credits-low",
            "CPUCreditBalance",
            FewCredits,
            Severity.Warning,
            $"{title} on RDS has few CPU credits left, and slows down without them. Take an rds.instanceClass that is not burstable.")
        {
            IsBelow = true,
        };
    }
}
