using Infra.Applications.Model;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Application;

/// <summary>The probes of containers, as Kubernetes takes them.</summary>
internal static class Probes
{
    // While a container starts it is probed more often, so that it gets requests soon.
    private static readonly TimeSpan StartupPeriod = TimeSpan.FromSeconds(5);

    /// <summary>Adds the probes to a workload's first container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="health">The probes.</param>
    /// <param name="port">The name of the port that is probed; null where no probe is over HTTP.</param>
    public static void AddTo(ContainerArgs container, HealthProbes health, string? port)
    {
        var startup = Probe(health.StartupProbe with { Period = StartupPeriod, InitialDelay = TimeSpan.Zero }, port);
        startup.FailureThreshold = (int)Math.Ceiling(health.StartupTime / StartupPeriod);
        container.StartupProbe = startup;
        if (health.Liveness.ProcessReason is null)
            container.LivenessProbe = Probe(health.Liveness, port);
        container.ReadinessProbe = Probe(health.Readiness, port);
    }

    /// <summary>A sidecar, with its port and its liveness probe.</summary>
    public static ContainerArgs Sidecar(SidecarDefinition sidecar) => new()
    {
        Ports = PortsOf(sidecar.Ports),
        LivenessProbe = Probe(sidecar.Liveness, sidecar.Name),
    };

    /// <summary>The ports of a container.</summary>
    public static ContainerPortArgs[] PortsOf(IEnumerable<NamedPort> ports)
        => [.. ports.Select(port => new ContainerPortArgs { Name = port.Name, ContainerPortValue = port.Port })];

    private static ProbeArgs Probe(HealthProbe probe, string? port)
    {
        var args = new ProbeArgs
        {
            PeriodSeconds = (int)probe.Period.TotalSeconds,
            TimeoutSeconds = (int)probe.Timeout.TotalSeconds,
            FailureThreshold = probe.FailureThreshold,
        };
        if (probe.Path is { } path)
            args.HttpGet = new HTTPGetActionArgs { Path = path, Port = port! };
        else
            args.Exec = new ExecActionArgs { Command = probe.Command };
        if (probe.InitialDelay > TimeSpan.Zero)
            args.InitialDelaySeconds = (int)probe.InitialDelay.TotalSeconds;
        return args;
    }
}
