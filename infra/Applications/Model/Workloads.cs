using System.Collections.Immutable;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;

namespace Infra.Applications.Model;

/// <summary>
/// Pods of one kind. Their first container bears the workload's name, which is unique in the application and none of the program's own.
/// </summary>
public abstract record WorkloadDefinition : ContainerDefinition
{
    /// <summary>What runs before the containers start, one after the other.</summary>
    public ImmutableArray<InitStep> Init { get; init; } = [];

    /// <summary>Whether it may open connections to the internet, on <see cref="InternetPorts"/>. Default: false.</summary>
    public bool CallsInternet { get; init; }

    /// <summary>The ports that it may call on the internet. Default: 443, which is HTTPS.</summary>
    public ImmutableArray<int> InternetPorts { get; init; } = [443];

    /// <summary>
    /// Optional variables whose value is a further port that it may call on the internet, where the stack file sets them. Default: none.
    /// </summary>
    public ImmutableArray<string> InternetPortVariables { get; init; } = [];

    /// <summary>The user the containers run as; not root. Default: 10001.</summary>
    public int UserId { get; init; } = 10001;

    /// <summary>What it is allowed beyond the restricted Pod Security Standard. Default: nothing.</summary>
    public PodSecurityExemption? SecurityExemption { get; init; }

    /// <summary>Every container of its pods.</summary>
    public virtual IEnumerable<ContainerDefinition> AllContainers => [this, .. Init];

    /// <summary>The variables of all its containers.</summary>
    public IEnumerable<Variable> AllVariables => AllContainers.SelectMany(container => container.Variables);

    /// <summary>All services that it calls: those whose address a variable tells, and <see cref="Calls"/>.</summary>
    public IEnumerable<ServiceCall> AllCalls
        => AllVariables.OfType<ServiceUrlVariable>().Select(variable => variable.Call).Concat(Calls).Distinct();

    /// <summary>Services that it calls although no variable tells their address, such as those that call it back.</summary>
    public ImmutableArray<ServiceCall> Calls { get; init; } = [];
}

/// <summary>A workload that runs until it is replaced.</summary>
public abstract record LongRunningDefinition : WorkloadDefinition
{
    /// <summary>How its health is asked for.</summary>
    public required HealthProbes Health { get; init; }

    /// <summary>
    /// Whether there is never more than one of it, not even during an update or when its node is lost (a StatefulSet with one replica).
    /// Default: false.
    /// </summary>
    public bool IsSingleton { get; init; }

    /// <summary>How many replicas run at full size. Default: what the environment gives workloads of its kind.</summary>
    public ReplicaRange? Replicas { get; init; }

    /// <summary>What runs beside it in its pods.</summary>
    public ImmutableArray<SidecarDefinition> Sidecars { get; init; } = [];

    /// <summary>
    /// The time it gets to finish what it is doing when it is told to stop, from 1 second to 1 day. Default: 30 seconds.
    /// </summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The path that Prometheus scrapes on <see cref="MetricsPort"/>: '/', then letters, digits, '-', '.', '_' and '/'. Default: none.
    /// </summary>
    public string? MetricsPath { get; init; }

    /// <summary>The port that Prometheus scrapes, 1024 to 65535. Default: that of the health probes.</summary>
    public int? MetricsPort { get; init; }

    /// <summary>The ports of its first container, each once.</summary>
    public virtual IEnumerable<NamedPort> Ports
    {
        get
        {
            if (Health.Port is { } health)
                yield return new NamedPort(NamedPort.Health, health);
            if (MetricsPort is { } metrics && metrics != Health.Port)
                yield return new NamedPort(NamedPort.Metrics, metrics);
        }
    }

    /// <summary>The port that answers probes and, unless it is another, has metrics; null where the container has none.</summary>
    public NamedPort? ProbedPort => Health.Port is { } health ? Ports.First(port => port.Port == health) : OwnPort;

    /// <summary>The port that metrics are read from; null where there is none.</summary>
    public NamedPort? ScrapedPort => MetricsPort is { } metrics ? Ports.First(port => port.Port == metrics) : ProbedPort;

    /// <summary>The port that it serves requests on; null where it serves none.</summary>
    protected virtual NamedPort? OwnPort => null;

    /// <summary>Alerts on its own metrics, which <see cref="MetricsPath"/> has. Default: none.</summary>
    public ImmutableArray<MetricAlert> Alerts { get; init; } = [];

    /// <summary>Edits the Deployment that is about to be declared, for what the model has no word for.</summary>
    public Action<DeploymentArgs>? Customize { get; init; }

    /// <summary>The same for the StatefulSet of a singleton.</summary>
    public Action<StatefulSetArgs>? CustomizeSingleton { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<ContainerDefinition> AllContainers => [this, .. Init, .. Sidecars];
}

/// <summary>A workload that serves requests on a port.</summary>
public sealed record ServiceDefinition : LongRunningDefinition
{
    /// <summary>The port it listens on, 1024 to 65535, unique in its project. Others reach it on the same port of its host.</summary>
    public required int Port { get; init; }

    /// <summary>
    /// Further ports that it listens on, which others reach on the same port of its host, and nobody from outside. Default: none.
    /// </summary>
    public ImmutableArray<NamedPort> MorePorts { get; init; } = [];

    /// <summary>The ports that others call it on.</summary>
    public IEnumerable<NamedPort> CalledPorts => [OwnPort, .. MorePorts];

    /// <inheritdoc/>
    public override IEnumerable<NamedPort> Ports => CalledPorts.Concat(base.Ports).DistinctBy(port => port.Port);

    /// <inheritdoc/>
    protected override NamedPort OwnPort => new(NamedPort.Requests, Port);

    /// <summary>
    /// Whether it is reached from outside, under the host that <c>infra:edge</c> gives it, with TLS and a rate limit. Default: false.
    /// </summary>
    public bool IsPublic { get; init; }

    /// <summary>
    /// What it promises, over 30 days; for nothing, an empty list. Default: what public services promise, and of others nothing.
    /// </summary>
    public ImmutableArray<Objective> Objectives
    {
        get => field.IsDefault ? DefaultObjectives : field;
        init;
    }

    private ImmutableArray<Objective> DefaultObjectives => IsPublic ? [.. Objective.OfPublicServices] : [];

    /// <summary>The label before <c>infra:edge.domain</c> in its host, where it is public. Default: its name.</summary>
    public string? Subdomain { get; init; }

    /// <summary>The public service whose requests it gets a share of, as the next version of it. Set by a release with a canary.</summary>
    public string? CanaryOf { get; init; }

    /// <summary>
    /// The paths that alone are served to the outside; one that ends in '*' stands for all that begin so. Default: all but
    /// <see cref="InternalPaths"/>.
    /// </summary>
    public ImmutableArray<string> PublicPaths { get; init; } = [];

    /// <summary>
    /// Paths, and all below them, that are answered inside the cluster alone, beside that of metrics. Default: none.
    /// </summary>
    public ImmutableArray<string> PrivatePaths { get; init; } = [];

    /// <summary>
    /// Paths, and all below them, that are answered to the outside only in environments whose hosts are for a team; elsewhere they are
    /// private. Default: none.
    /// </summary>
    public ImmutableArray<string> TeamPaths { get; init; } = [];

    /// <summary>Paths of the hosts of other public services that this one serves, beside a host of its own. Default: none.</summary>
    public ImmutableArray<HostPath> AlsoAt { get; init; } = [];

    /// <summary>What the edge does with its requests, wherever they come in. Default: what it does with those of an API.</summary>
    public RoutePolicy Route { get; init; } = new();

    /// <summary>Paths whose requests are treated otherwise than <see cref="Route"/> says; the longest one holds. Default: none.</summary>
    public ImmutableArray<PathRoute> PathRoutes { get; init; } = [];

    /// <summary>What the edge does with its requests, on each of its paths.</summary>
    public IEnumerable<RoutePolicy> RoutePolicies => PathRoutes.Select(route => route.Policy).Prepend(Route);

    /// <summary>Every path on the port of the requests that is not for the outside, that of metrics among them.</summary>
    public IEnumerable<string> InternalPaths
        => MetricsPath is { } metrics && ScrapedPort?.Port == Port ? [metrics, .. PrivatePaths] : PrivatePaths;

    /// <summary>The paths of its probes that are for the outside as well, but the home page.</summary>
    public IEnumerable<string> PublicHealthPaths
        => from path in Health.All.Select(probe => probe.Probe.Path).Distinct()
           where path is not null and not "/" && (Health.Port is null || Health.Port == Port) && Serves(path)
           select path;

    /// <summary>Whether the outside is served a path.</summary>
    public bool Serves(string path)
        => !InternalPaths.Any(other => path == other || path.StartsWith($"{other}/", StringComparison.Ordinal))
            && (PublicPaths.IsEmpty || PublicPaths.Any(other => path == other || IsBegunBy(path, other)));

    private static bool IsBegunBy(string path, string pattern)
        => pattern.EndsWith('*') && path.StartsWith(pattern[..^1], StringComparison.Ordinal);
}

/// <summary>A path of a host, and all below it, that another service serves than the host's own.</summary>
/// <param name="Service">The public service whose host it is.</param>
/// <param name="Path">The path: '/', then letters, digits, '-', '.', '_' and '/', the last one no '/'.</param>
public sealed record HostPath(string Service, string Path)
{
    /// <summary>Whether the service gets its requests without the path: what is asked of /api/x arrives as /x. Default: false.</summary>
    public bool IsStripped { get; init; }
}

/// <summary>A workload that takes its work from elsewhere, such as a queue.</summary>
public sealed record WorkerDefinition : LongRunningDefinition
{
    /// <summary>
    /// The queue whose length says how many of <see cref="LongRunningDefinition.Replicas"/> run, where the cluster has KEDA. Default:
    /// none, CPU and memory say it.
    /// </summary>
    public QueueDefinition? Queue { get; init; }
}

/// <summary>How many replicas run: as many as the load wants between two numbers, or always the same number.</summary>
/// <param name="Min">The fewest.</param>
/// <param name="Max">The most; the same as <paramref name="Min"/> for a fixed number.</param>
public sealed record ReplicaRange(int Min, int Max)
{
    /// <summary>The share of the CPU request, in percent, above which replicas are added. Default: 70.</summary>
    public int TargetCpuPercent { get; init; } = 70;

    /// <summary>The share of the memory request, in percent, above which replicas are added. Default: 80.</summary>
    public int TargetMemoryPercent { get; init; } = 80;
}

/// <summary>
/// What a workload is allowed that the restricted Pod Security Standard or a read-only root does not allow. Its namespace then enforces
/// the standard baseline, and the check holds every other workload to restricted.
/// </summary>
/// <param name="Reason">Why it cannot do without, a sentence for those who review it.</param>
public sealed record PodSecurityExemption(string Reason)
{
    /// <summary>Whether its containers run as root. Default: false.</summary>
    public bool RunsAsRoot { get; init; }

    /// <summary>Whether its containers write anywhere in their image's files. Default: false.</summary>
    public bool WritesToRoot { get; init; }
}
