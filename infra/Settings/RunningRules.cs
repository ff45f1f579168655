using System.Text.RegularExpressions;
using Infra.Applications.Model;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary>What a workload's definition is held to in what it says about starting, running, being asked for its health, and ending.</summary>
internal static partial class RunningRules
{
    // Kubernetes' names of ports (RFC 6335).
    private const int LongestPortName = 15;

    private static readonly TimeSpan ShortestTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(1);

    /// <summary>What is wrong with a workload of a project, one line each.</summary>
    public static IEnumerable<string> FaultsOf(ProjectDefinition project, WorkloadDefinition workload)
        => KindFaults(project, workload).Concat(workload.Init.SelectMany(step => TimeFaults($"{workload.Name}.{step.Name}.{nameof(step.Patience)}", step.Patience)));

    private static IEnumerable<string> KindFaults(ProjectDefinition project, WorkloadDefinition workload) => workload switch
    {
        LongRunningDefinition running =>
        [
            .. HealthFaults(running.Name, running.Health),
            .. PortFaults(running),
            .. MetricsFaults(running.Name, running.MetricsPath),
            .. running.Sidecars.SelectMany(sidecar => MetricsFaults($"{running.Name}.{sidecar.Name}", sidecar.MetricsPath).Concat(ProbeFaults($"{running.Name}.{sidecar.Name}.{nameof(sidecar.Liveness)}", sidecar.Liveness))),
            .. ReplicaFaults(running),
            .. TimeFaults($"{running.Name}.{nameof(running.DrainTime)}", running.DrainTime),
        ],
        JobDefinition job => JobFaults(project, job),
        _ => [],
    };

    private static IEnumerable<string> HealthFaults(string name, HealthProbes health)
    {
        if (health.Port is < 1024 or > 65535)
            yield return ApplicationRules.Fault($"{name}.Health.Port", $"{health.Port}", "a container that is not root listens on 1024 to 65535", "Use such a port");

        var probes = health.Startup is null ? health.All.Skip(1) : health.All;
        foreach (var fault in probes.SelectMany(probe => ProbeFaults($"{name}.Health.{probe.Name}", probe.Probe)))
            yield return fault;
        foreach (var probe in probes.Where(probe => probe.Probe.ProcessReason is not null && probe.Name != nameof(health.Liveness)))
            yield return ApplicationRules.Fault($"{name}.Health.{probe.Name}", "no question", "the end of the process tells of liveness alone", "Ask a path, or run a command");
        foreach (var fault in TimeFaults($"{name}.Health.{nameof(health.StartupTime)}", health.StartupTime))
            yield return fault;
    }

    private static IEnumerable<string> ProbeFaults(string path, HealthProbe probe)
    {
        if (probe.Path is { } asked && !ProbePathPattern().IsMatch(asked))
            yield return ApplicationRules.Fault(path, $"\"{asked}\"", "a path begins with '/' and has no spaces", "Use a path such as /health");
        if (probe.Path is null && probe.Command.IsEmpty && string.IsNullOrWhiteSpace(probe.ProcessReason))
            yield return ApplicationRules.Fault(path, "empty", "a probe asks for a path, runs a command, or says why it asks nothing", "Give one of the three");
        if (probe.InitialDelay < TimeSpan.Zero || probe.InitialDelay > LongestTime)
            yield return ApplicationRules.Fault($"{path}.{nameof(probe.InitialDelay)}", $"{probe.InitialDelay}", $"it is a time of at most {Duration.Format(LongestTime)}", "Use such a time");
        if (probe.FailureThreshold is < 1 or > 1000)
            yield return ApplicationRules.Fault($"{path}.{nameof(probe.FailureThreshold)}", $"{probe.FailureThreshold}", "it is a number from 1 to 1000", "Use such a number");
        foreach (var fault in TimeFaults($"{path}.{nameof(probe.Period)}", probe.Period).Concat(TimeFaults($"{path}.{nameof(probe.Timeout)}", probe.Timeout)))
            yield return fault;
    }

    // Containers of a pod share its ports, and a probe must find the one it asks.
    private static IEnumerable<string> PortFaults(LongRunningDefinition workload)
    {
        var ownPort = (workload as ServiceDefinition)?.Port;
        var isAsked = workload.Health.All.Any(probe => probe.Probe.Path is not null) || workload.MetricsPath is not null;
        if (ownPort is null && workload.Health.Port is null && isAsked)
            yield return ApplicationRules.Fault($"{workload.Name}.Health.Port", "missing", "a worker has no port of its own to ask for its health on", "Name the port that answers the probes");

        foreach (var sidecar in workload.Sidecars)
        {
            if (sidecar.Name.Length > LongestPortName || sidecar.Name.Contains("--", StringComparison.Ordinal))
                yield return ApplicationRules.Fault($"{workload.Name}.{sidecar.Name}.Name", $"\"{sidecar.Name}\"", $"its port bears its name, and names of ports have at most {LongestPortName} characters and no two '-' in a row", "Change it");
            if (sidecar.Liveness.ProcessReason is not null)
                yield return ApplicationRules.Fault($"{workload.Name}.{sidecar.Name}.{nameof(sidecar.Liveness)}", "no question", "a container beside the first is asked whether it lives", "Ask a path, or run a command");
            if (sidecar.Port is < 1024 or > 65535)
                yield return ApplicationRules.Fault($"{workload.Name}.{sidecar.Name}.Port", $"{sidecar.Port}", "a container that is not root listens on 1024 to 65535", "Use such a port");
            if (sidecar.Port == ownPort || sidecar.Port == workload.Health.Port || workload.Sidecars.Any(other => other != sidecar && other.Port == sidecar.Port))
                yield return ApplicationRules.Fault($"{workload.Name}.{sidecar.Name}.Port", $"{sidecar.Port}", "another container of the pod listens on it, so that no probe can reach this one", "Use another port");
        }
    }

    // It becomes a part of the edge's rules.
    private static IEnumerable<string> MetricsFaults(string name, string? path)
    {
        if (path is not null && !MetricsPathPattern().IsMatch(path))
        {
            yield return ApplicationRules.Fault(
                $"{name}.{nameof(LongRunningDefinition.MetricsPath)}",
                $"\"{path}\"",
                "a path of metrics is '/', then letters, digits, '-', '.', '_' and '/'",
                "Use a path such as /metrics");
        }
    }

    private static IEnumerable<string> ReplicaFaults(LongRunningDefinition workload)
    {
        var path = $"{workload.Name}.{nameof(workload.Replicas)}";
        if (workload.IsSingleton && workload.Replicas is not null)
            yield return ApplicationRules.Fault(path, "set", $"only one of {nameof(workload.Replicas)} and {nameof(workload.IsSingleton)} can be set", "Remove one of them");
        if (workload.IsSingleton ? workload.Customize is not null : workload.CustomizeSingleton is not null)
        {
            var (used, right) = workload.IsSingleton ? (nameof(workload.Customize), nameof(workload.CustomizeSingleton)) : (nameof(workload.CustomizeSingleton), nameof(workload.Customize));
            yield return ApplicationRules.Fault($"{workload.Name}.{used}", "set", workload.IsSingleton ? "a singleton is a StatefulSet" : "it is a Deployment, as it is no singleton", $"Use {right}");
        }

        if (workload.Replicas is not { } replicas)
            yield break;
        if (replicas.Min is < 1 or > 100)
            yield return ApplicationRules.Fault($"{path}.{nameof(replicas.Min)}", $"{replicas.Min}", "it is a number from 1 to 100", "Use such a number");
        if (replicas.Max < replicas.Min || replicas.Max > 100)
            yield return ApplicationRules.Fault($"{path}.{nameof(replicas.Max)}", $"{replicas.Max}", $"it is at least {nameof(replicas.Min)}, which is {replicas.Min}, and at most 100", "Use such a number");
        foreach (var (name, percent) in new[] { (nameof(replicas.TargetCpuPercent), replicas.TargetCpuPercent), (nameof(replicas.TargetMemoryPercent), replicas.TargetMemoryPercent) })
        {
            if (percent is < 10 or > 100)
                yield return ApplicationRules.Fault($"{path}.{name}", $"{percent}", "it is a number from 10 to 100", "Use such a number");
        }
    }

    private static IEnumerable<string> JobFaults(ProjectDefinition project, JobDefinition job)
    {
        var isScheduled = job.Purpose == JobPurpose.Scheduled;
        if (isScheduled && (job.Schedule is null || CronSchedule.TryParse(job.Schedule) is null))
            yield return ApplicationRules.Fault($"{job.Name}.{nameof(job.Schedule)}", job.Schedule is null ? "missing" : $"\"{job.Schedule}\"", SettingTypes.Cron.Rule, $"Use a value such as {SettingTypes.Cron.Example}");
        if (!isScheduled && job.Schedule is not null)
            yield return ApplicationRules.Fault($"{job.Name}.{nameof(job.Schedule)}", $"\"{job.Schedule}\"", $"only a job of the purpose {nameof(JobPurpose.Scheduled)} runs at set times", "Remove it, or change the purpose");
        if (job.BacksUpFirst && (project.Needs.Postgres is null || job.Purpose != JobPurpose.Migration))
            yield return ApplicationRules.Fault($"{job.Name}.{nameof(job.BacksUpFirst)}", "true", "a backup precedes a migration of a Postgres database that the project needs", "Remove it, or add Postgres to its needs");
        if (job.Retries is < 0 or > 20)
            yield return ApplicationRules.Fault($"{job.Name}.{nameof(job.Retries)}", $"{job.Retries}", "it is a number from 0 to 20", "Use such a number");
        foreach (var fault in TimeFaults($"{job.Name}.{nameof(job.Deadline)}", job.Deadline))
            yield return fault;
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
