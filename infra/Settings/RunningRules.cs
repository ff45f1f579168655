using System.Text.RegularExpressions;
using Infra.Applications.Model;
using Infra.Settings.Values;

namespace Infra.Settings;

/// <summary>What a workload's definition is held to in what it says about starting, being asked for its health, and ending.</summary>
internal static partial class RunningRules
{
    private static readonly TimeSpan ShortestTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(1);

    /// <summary>What is wrong with a workload, one line each.</summary>
    public static IEnumerable<string> FaultsOf(WorkloadDefinition workload) => workload switch
    {
        LongRunningDefinition running => HealthFaults(running.Name, running.Health).Concat(MetricsFaults(running)).Concat(TimeFaults($"{running.Name}.{nameof(running.DrainTime)}", running.DrainTime)),
        JobDefinition job => TimeFaults($"{job.Name}.{nameof(job.Deadline)}", job.Deadline),
        _ => [],
    };

    private static IEnumerable<string> HealthFaults(string name, HealthProbes health)
    {
        if (health.Port is < 1024 or > 65535)
            yield return ApplicationRules.Fault($"{name}.Health.Port", $"{health.Port}", "a container that is not root listens on 1024 to 65535", "Use such a port");

        foreach (var (probe, path) in new[]
        {
            (nameof(health.StartupPath), health.StartupPath),
            (nameof(health.LivenessPath), health.LivenessPath),
            (nameof(health.ReadinessPath), health.ReadinessPath),
        })
        {
            if (!ProbePathPattern().IsMatch(path))
                yield return ApplicationRules.Fault($"{name}.Health.{probe}", $"\"{path}\"", "a path begins with '/' and has no spaces", "Use a path such as /health");
        }

        foreach (var fault in TimeFaults($"{name}.Health.{nameof(health.StartupTime)}", health.StartupTime))
            yield return fault;
    }

    // It becomes a part of the edge's rules.
    private static IEnumerable<string> MetricsFaults(LongRunningDefinition workload)
    {
        if (workload.MetricsPath is { } path && !MetricsPathPattern().IsMatch(path))
        {
            yield return ApplicationRules.Fault(
                $"{workload.Name}.{nameof(workload.MetricsPath)}",
                $"\"{path}\"",
                "a path of metrics is '/', then letters, digits, '-', '.', '_' and '/'",
                "Use a path such as /metrics");
        }
    }

    private static IEnumerable<string> TimeFaults(string path, TimeSpan time)
    {
        if (time < ShortestTime || time > LongestTime)
            yield return ApplicationRules.Fault(path, $"{time}", $"it is a time from {Duration.Format(ShortestTime)} to {Duration.Format(LongestTime)}", "Use such a time");
    }

    [GeneratedRegex("^/[!-~]*\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ProbePathPattern();

    [GeneratedRegex("^/[A-Za-z0-9._/-]*\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MetricsPathPattern();
}
