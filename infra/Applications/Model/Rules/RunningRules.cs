using System.Text.RegularExpressions;
using Infra.Faults;
using Infra.Values;

namespace Infra.Applications.Model.Rules;

/// <summary>
/// The rules for what a workload's definition says about starting, running, probes, and ending.
/// </summary>
internal static partial class RunningRules
{
    private static readonly DurationRange Times = new(TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
    private static readonly DurationRange Delays = new(TimeSpan.Zero, TimeSpan.FromDays(1));
    private static readonly NumberRange FailureThresholds = new(1, 1000);
    private static readonly NumberRange ReplicaCounts = new(1, 100);
    private static readonly NumberRange TargetPercents = new(10, 100);
    private static readonly NumberRange QueueLengths = new(1, 1_000_000);

    /// <summary>What is wrong with a workload of a project.</summary>
    /// <param name="project">Whose it is.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="services">The data services that the project may have.</param>
    public static IEnumerable<Fault> FaultsOf(
        ProjectDefinition project,
        WorkloadDefinition workload,
        IReadOnlyList<IDataServiceDefinition> services)
        => KindFaults(project, workload, services)
            .Concat(
                workload.Init.SelectMany(step => Times.FaultsOf($"{workload.Name}.{step.Name}.{nameof(step.Timeout)}", step.Timeout)));

    private static IEnumerable<Fault> KindFaults(
        ProjectDefinition project,
        WorkloadDefinition workload,
        IReadOnlyList<IDataServiceDefinition> services) => workload switch
    {
        LongRunningDefinition running =>
        [
            .. HealthFaults($"{running.Name}.{nameof(running.Health)}", running.Health),
            .. PortRules.FaultsOf(running),
            .. MetricsFaults(running.Name, running.MetricsPath),
            .. running.Alerts.SelectMany(alert => AlertFaults(running, alert)),
            .. running.Sidecars.SelectMany(sidecar => SidecarFaults($"{running.Name}.{sidecar.Name}", sidecar)),
            .. ReplicaFaults(running),
            .. running is ServiceDefinition service ? ObjectiveRules.FaultsOf(service) : [],
            .. running is WorkerDefinition { Queue: { } queue } ? QueueFaults(project, running, queue, services) : [],
            .. Times.FaultsOf($"{running.Name}.{nameof(running.DrainTime)}", running.DrainTime),
        ],
        JobDefinition job => JobRules.FaultsOf(project, job, services),
        _ => [],
    };

    private static IEnumerable<Fault> HealthFaults(string path, HealthProbes health)
    {
        if (health.Port is { } port)
        {
            foreach (var fault in RangeRules.ContainerPortFaults($"{path}.{nameof(health.Port)}", port))
                yield return fault;
        }

        var probes = health.Startup is null ? health.All.Skip(1) : health.All;
        foreach (var fault in probes.SelectMany(probe => ProbeFaults($"{path}.{probe.Name}", probe.Probe)))
            yield return fault;
        foreach (var probe in probes.Where(probe => probe.Probe.ProcessReason is not null && probe.Name != nameof(health.Liveness)))
        {
            yield return new Fault(
                $"{path}.{probe.Name}",
                "no probe",
                "only a liveness probe can be left out",
                "Use a path, or a command");
        }

        foreach (var fault in Times.FaultsOf($"{path}.{nameof(health.StartupTime)}", health.StartupTime))
            yield return fault;
    }

    private static IEnumerable<Fault> ProbeFaults(string path, HealthProbe probe)
    {
        if (probe.Path is { } asked && !ProbePathPattern().IsMatch(asked))
            yield return new Fault(path, $"\"{asked}\"", "a path begins with '/' and has no spaces", "Use a path such as /health");
        if (probe.Path is null && probe.Command.IsEmpty && string.IsNullOrWhiteSpace(probe.ProcessReason))
        {
            yield return new Fault(
                path,
                "empty",
                "a probe has a path, a command, or the reason why there is none",
                "Give one of the three");
        }

        var faults = Delays.FaultsOf($"{path}.{nameof(probe.InitialDelay)}", probe.InitialDelay)
            .Concat(FailureThresholds.FaultsOf($"{path}.{nameof(probe.FailureThreshold)}", probe.FailureThreshold))
            .Concat(Times.FaultsOf($"{path}.{nameof(probe.Period)}", probe.Period))
            .Concat(Times.FaultsOf($"{path}.{nameof(probe.Timeout)}", probe.Timeout));
        foreach (var fault in faults)
            yield return fault;
    }

    private static IEnumerable<Fault> AlertFaults(LongRunningDefinition workload, MetricAlert alert)
    {
        var path = $"{workload.Name}.{nameof(workload.Alerts)}";
        if (!AlertNamePattern().IsMatch(alert.Name))
        {
            yield return new Fault(
                path,
                $"\"{alert.Name}\"",
                "the name of an alert is letters and digits, and begins with a capital",
                "Rename it");
        }

        if (!MetricPattern().IsMatch(alert.Metric))
        {
            yield return new Fault(
                $"{path}.{alert.Name}",
                $"\"{alert.Metric}\"",
                "the name of a metric is letters, digits and '_', and begins with no digit",
                "Use the name that the workload writes");
        }

        if (!RunbookPattern().IsMatch(alert.Runbook))
        {
            yield return new Fault(
                $"{path}.{alert.Name}.{nameof(alert.Runbook)}",
                $"\"{alert.Runbook}\"",
                "a runbook is lower-case letters and digits, with '-' between them",
                "Name a page of docs/runbooks/alerts, without .md");
        }

        if (workload.MetricsPath is null)
            yield return new Fault($"{path}.{alert.Name}", alert.Metric, "no metrics of the workload are scraped", "Set MetricsPath");
    }

    private static IEnumerable<Fault> SidecarFaults(string path, SidecarDefinition sidecar)
    {
        var probe = $"{path}.{nameof(sidecar.Liveness)}";
        foreach (var fault in MetricsFaults(path, sidecar.MetricsPath).Concat(ProbeFaults(probe, sidecar.Liveness)))
            yield return fault;
        if (sidecar.Liveness.ProcessReason is not null)
            yield return new Fault(probe, "no probe", "a sidecar has a liveness probe", "Use a path, or a command");
    }

    // It becomes a part of the edge's rules.
    private static IEnumerable<Fault> MetricsFaults(string name, string? path)
    {
        if (path is not null && !MetricsPathPattern().IsMatch(path))
        {
            yield return new Fault(
                $"{name}.{nameof(LongRunningDefinition.MetricsPath)}",
                $"\"{path}\"",
                "a path of metrics is '/', then letters, digits, '-', '.', '_' and '/'",
                "Use a path such as /metrics");
        }
    }

    private static IEnumerable<Fault> QueueFaults(
        ProjectDefinition project,
        LongRunningDefinition worker,
        QueueDefinition queue,
        IReadOnlyList<IDataServiceDefinition> services)
    {
        var path = $"{worker.Name}.{nameof(WorkerDefinition.Queue)}";
        if (worker.IsSingleton)
            yield return new Fault(path, "set", "there is never more than one of a singleton", "Remove it");
        if (project.Needs.All(need => need.Service != queue.Service))
        {
            var title = services.FirstOrDefault(service => service.Name == queue.Service)?.Title ?? queue.Service;
            yield return new Fault(path, "set", $"it is in {title}, which is not needed", $"Add {title} to the needs");
        }

        var length = $"{path}.{nameof(queue.LengthPerReplica)}";
        foreach (var fault in QueueLengths.FaultsOf(length, queue.LengthPerReplica).Concat(queue.Faults(path)))
            yield return fault;
    }

    private static IEnumerable<Fault> ReplicaFaults(LongRunningDefinition workload)
    {
        var path = $"{workload.Name}.{nameof(workload.Replicas)}";
        if (workload.IsSingleton && workload.Replicas is not null)
        {
            yield return new Fault(
                path,
                "set",
                $"only one of {nameof(workload.Replicas)} and {nameof(workload.IsSingleton)} can be set",
                "Remove one of them");
        }

        if (workload is { IsSingleton: true, Customize: not null })
        {
            yield return new Fault(
                $"{workload.Name}.{nameof(workload.Customize)}",
                "set",
                "a singleton is a StatefulSet",
                $"Use {nameof(workload.CustomizeSingleton)}");
        }

        if (workload is { IsSingleton: false, CustomizeSingleton: not null })
        {
            yield return new Fault(
                $"{workload.Name}.{nameof(workload.CustomizeSingleton)}",
                "set",
                "it is a Deployment, as it is no singleton",
                $"Use {nameof(workload.Customize)}");
        }

        foreach (var fault in workload.Replicas is { } replicas ? ReplicaFaults(path, replicas) : [])
            yield return fault;
    }

    private static IEnumerable<Fault> ReplicaFaults(string path, ReplicaRange replicas)
    {
        var isMinValid = ReplicaCounts.Contains(replicas.Min);
        var counts = isMinValid ? ReplicaCounts with { Lowest = replicas.Min } : ReplicaCounts;
        var rule = $"it is at least {nameof(replicas.Min)}, which is {replicas.Min}, and at most {counts.Highest}";
        return
        [
            .. ReplicaCounts.FaultsOf($"{path}.{nameof(replicas.Min)}", replicas.Min),
            .. counts.FaultsOf($"{path}.{nameof(replicas.Max)}", replicas.Max, isMinValid ? rule : null),
            .. TargetPercents.FaultsOf($"{path}.{nameof(replicas.TargetCpuPercent)}", replicas.TargetCpuPercent),
            .. TargetPercents.FaultsOf($"{path}.{nameof(replicas.TargetMemoryPercent)}", replicas.TargetMemoryPercent),
        ];
    }

    [GeneratedRegex("^/[!-~]*\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ProbePathPattern();

    [GeneratedRegex("^/[A-Za-z0-9._/-]*\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MetricsPathPattern();

    [GeneratedRegex(@"^[A-Z][A-Za-z0-9]{0,62}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AlertNamePattern();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,254}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MetricPattern();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RunbookPattern();
}
