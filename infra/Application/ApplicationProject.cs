using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Observability;
using Infra.Kubernetes;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Application;

/// <summary>
/// A project as one component: an application, or a companion of one. A release goes through gates: its migrations and imports succeed,
/// its new pods become ready, its verifications succeed, its seed jobs follow. Until the new pods are ready, a failure leaves the version
/// that runs as it is; after that the new one serves.
/// </summary>
internal sealed class ApplicationProject : ComponentResource
{
    private readonly string _name;
    private readonly ApplicationProjectArgs _args;
    private readonly ProjectJobs _jobs;

    public ApplicationProject(string name, ApplicationProjectArgs args, ComponentResourceOptions? options = null)
        : base("infra:application:ApplicationProject", name, options)
    {
        _name = name;
        _args = args;
        var definition = args.Definition;
        var account = DeclareAccount();
        var volumes = ProjectVolumes.Declare(name, args, this);
        VolumeBackups.Declare(args, volumes, this);
        _jobs = new ProjectJobs(name, args, volumes, name, this);

        var migrations = DeclareReleaseJobs([JobPurpose.Migration, JobPurpose.Import], [account]);
        var rollouts = definition.LongRunning.ToDictionary(
            workload => workload.Name,
            workload =>
                Rollout.Declare(
                    name,
                    new Workload(name, workload, args, volumes, this),
                    workload,
                    args,
                    name,
                    this,
                    [account, .. PoliciesOf(workload), .. migrations]));
        var services = definition.Services.ToDictionary(
            service => service.Name,
            service => DeclareService(service, rollouts[service.Name].Resource));
        IReadOnlyCollection<Resource> released =
            [account, .. migrations, .. rollouts.Values.Select(one => one.Resource), .. services.Values];
        IReadOnlyCollection<Resource> gate = rollouts.Count == 0
            ? []
            : [RolloutGate.Declare(definition, args, [.. rollouts.Values], this, migrations)];
        var verifications = DeclareVerifications(rollouts, [.. released, .. gate]);
        DeclareReleaseJobs([JobPurpose.Seed], [.. released, .. gate]);
        foreach (var job in definition.Jobs.Where(job => !job.IsOfRelease))
            _jobs.OnRequest(job, [account, .. PoliciesOf(job), .. migrations]);

        Endpoints =
        [
            .. definition.Services
                .Where(service => service.IsPublic)
                .Select(service => EndpointOf(service, services, [.. gate, .. verifications])),
        ];
        ScrapeTargets = [.. definition.LongRunning.SelectMany(TargetsOf)];
        RegisterOutputs();
    }

    /// <summary>Its public services, as the edge reaches them.</summary>
    public ImmutableArray<ServiceEndpoint> Endpoints { get; }

    /// <summary>Where its metrics are.</summary>
    public ImmutableArray<ScrapeTarget> ScrapeTargets { get; }

    private static IEnumerable<ScrapeTarget> TargetsOf(LongRunningDefinition workload)
    {
        if (workload.MetricsPath is { } path)
        {
            var (name, port) = workload.ScrapedPort!;
            yield return new ScrapeTarget(workload.Name, Labels.Selecting(workload.Name), name, port) { Path = path };
        }

        foreach (var sidecar in workload.Sidecars.Where(sidecar => sidecar.MetricsPath is not null))
        {
            var (name, port) = sidecar.ScrapedPort;
            yield return new ScrapeTarget($"{workload.Name}-{sidecar.Name}", Labels.Selecting(workload.Name), name, port)
            {
                Path = sidecar.MetricsPath!,
            };
        }
    }

    /// <summary>The account of its pods, which gives them no right but to pull their images.</summary>
    private ServiceAccount DeclareAccount()
    {
        // What restores volumes before its containers start has the account of its pods.
        var annotations = VolumeBackups.AreRestored(_args)
            ? _args.ObjectStorage!.AnnotationsOf(_name)
            : ImmutableSortedDictionary<string, string>.Empty;
        var accountArgs = new ServiceAccountArgs
        {
            Metadata = _args.Placement.Annotated(_name, annotations),
            AutomountServiceAccountToken = false,
        };
        if (PullSecret.Declare(_name, _args, this) is { } secret)
            accountArgs.ImagePullSecrets.Add(new LocalObjectReferenceArgs { Name = secret.Metadata.Apply(metadata => metadata.Name) });
        return new ServiceAccount($"{_name}-account", accountArgs, _args.Placement.ChildOf(this));
    }

    private List<Resource> DeclareReleaseJobs(JobPurpose[] purposes, IReadOnlyCollection<Resource> after)
    {
        // One after the other: a later migration may build on an earlier one.
        List<Resource> jobs = [];
        foreach (var job in purposes.SelectMany(purpose =>
                _args.Definition.Jobs.Where(job => job.Purpose == purpose && _args.Settings.Runs(job))))
        {
            jobs.Add(_jobs.OfRelease(job, [.. after, .. jobs, .. PoliciesOf(job)]));
        }

        return jobs;
    }

    /// <summary>
    /// Verifications ask the pods that the release has brought and no others: under hosts of their own, which lead to pods of these
    /// labels. They run again with every rollout, also where the rollout is a return.
    /// </summary>
    private List<Resource> DeclareVerifications(Dictionary<string, RolledOut> rollouts, IReadOnlyCollection<Resource> after)
    {
        var jobs = _args.Definition.Jobs.Where(job => job.Purpose == JobPurpose.Verification && _args.Settings.Runs(job)).ToList();
        var called = jobs.SelectMany(_args.Calls.CalledBy).Select(call => call.Service.Name).ToHashSet();
        List<Resource> hosts =
        [
            .. _args.Definition.Services
                .Where(service => called.Contains(service.Name))
                .Select(service => DeclareReleaseHost(service, rollouts[service.Name], after)),
        ];
        var released = Output.All(rollouts.Values.Select(one => one.ContentHash)).Apply(hashes => ContentHash.Of(hashes));
        List<Resource> declared = [];
        foreach (var job in jobs)
            declared.Add(_jobs.OfRelease(job, [.. after, .. hosts, .. declared, .. PoliciesOf(job)], released));
        return declared;
    }

    private Service DeclareReleaseHost(ServiceDefinition service, RolledOut rollout, IEnumerable<Resource> after)
    {
        InputMap<string> pods = Labels.Selecting(service.Name);
        pods.Add(Labels.ContentHash, rollout.ContentHash);
        var name = DerivedNames.ReleaseOf(service.Name);
        return new Service(
            $"{_name}-{name}-service",
            new ServiceArgs { Metadata = _args.Placement.Metadata(name), Spec = SpecOf(service, pods) },
            _args.Placement.ChildOf(this, after));
    }

    // A job that calls nobody has no more paths than its data services give their clients.
    private IEnumerable<Resource> PoliciesOf(WorkloadDefinition workload)
        => WorkloadNetwork.HasPaths(workload, _args.Settings)
            ?
            [
                new NetworkPolicy(
                    $"{_name}-{workload.Name}-network",
                    new NetworkPolicyArgs
                    {
                        Metadata = _args.Placement.Metadata(workload.Name),
                        Spec = WorkloadNetwork.PolicyOf(workload, _args.Definition.Name, _args.Settings, _args.Calls, _args.Placement),
                    },
                    _args.Placement.ChildOf(this)),
            ]
            : [];

    private Service DeclareService(ServiceDefinition service, Resource rollout)
    {
        var metadata = _args.Placement.Metadata(service.Name);
        // Its pods may wait for the host of another, so that none is waited for; the gate of the rollout waits for all pods.
        metadata.Annotations = new InputMap<string> { [PulumiAnnotations.SkipAwait] = "true" };
        return new Service(
            $"{_name}-{service.Name}-service",
            new ServiceArgs { Metadata = metadata, Spec = SpecOf(service, Labels.Selecting(service.Name)) },
            _args.Placement.ChildOf(this, rollout));
    }

    private static ServiceSpecArgs SpecOf(ServiceDefinition service, InputMap<string> pods) => new()
    {
        Selector = pods,
        Ports = service.CalledPorts
            .Select(port => new ServicePortArgs { Name = port.Name, Port = port.Port, TargetPort = port.Name })
            .ToArray(),
    };

    private ServiceEndpoint EndpointOf(
        ServiceDefinition service,
        Dictionary<string, Service> services,
        IEnumerable<Resource> verified)
    {
        var canary = _args.Definition.Services.FirstOrDefault(other => other.CanaryOf == service.Name)?.Name;
        return new ServiceEndpoint(service.Name, service.Port)
        {
            InternalPaths = [.. service.InternalPaths],
            PublicPaths = service.PublicPaths,
            AlsoAt = service.AlsoAt,
            Route = service.Route,
            PathRoutes = service.PathRoutes,
            HealthPaths = [.. service.PublicHealthPaths],
            Canary = canary,
            CanaryGate = canary is null ? [] : [services[canary], .. verified],
        };
    }
}
