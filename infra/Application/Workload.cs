using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Kubernetes;
using Infra.Settings;
using Infra.Steps;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Application;

/// <summary>What services, workers and jobs have in common: pods that may do nothing they do not need.</summary>
internal sealed class Workload
{
    // Raised with every change of what this program makes of a definition's pods: they are others then, and their label must say so.
    private const int TemplateRevision = 1;

    // A policy engine takes seconds. A database that is just restarted takes longer.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(2);

    private readonly WorkloadDefinition _definition;
    private readonly ApplicationProjectArgs _args;
    private readonly ImmutableDictionary<string, Resource> _volumes;
    private readonly WorkloadContainer _main;
    private readonly ImmutableArray<WorkloadContainer> _init;
    private readonly VolumeRestore? _restore;
    private readonly ImmutableArray<(SidecarDefinition Definition, WorkloadContainer Container)> _sidecars;

    /// <summary>Declares what the containers read.</summary>
    /// <param name="prefix">What the names of the project's resources begin with.</param>
    /// <param name="definition">The workload.</param>
    /// <param name="args">The project.</param>
    /// <param name="volumes">The claims of its volumes, by the volume's name.</param>
    /// <param name="parent">The component it is a part of.</param>
    public Workload(
        string prefix,
        WorkloadDefinition definition,
        ApplicationProjectArgs args,
        ImmutableDictionary<string, Resource> volumes,
        Resource parent)
    {
        _definition = definition;
        _args = args;
        _volumes = volumes;
        _main = Declare(definition);
        _init = [.. definition.Init.Select(Declare)];
        _sidecars = definition is LongRunningDefinition running
            ? [.. running.Sidecars.Select(sidecar => (sidecar, Declare(sidecar)))]
            : [];
        _restore = VolumeBackups.RestoreFor(definition, args, parent);

        WorkloadContainer Declare(ContainerDefinition container) => new(prefix, container, definition, args, parent);
    }

    /// <summary>What must be there before the pods start.</summary>
    public IEnumerable<Resource> Needs
        => Containers.SelectMany(container => container.Needs).Concat(VolumeNames.Select(name => _volumes[name]))
            .Concat(_restore?.Resources ?? [])
            .Distinct();

    /// <summary>
    /// A hash of what a job does, with what and where: images, commands, plain configuration, resources, user, and data services outside
    /// of the cluster. Not of secrets, whose rotation is no reason to run it again.
    /// </summary>
    public string ReleaseHash => ContentHash.Of(
        [
            .. Containers.SelectMany(container => container.Identity),
            $"{_definition.UserId}",
            .. new[] { (_definition as JobDefinition)?.Occasion }.OfType<string>(),
            .. ConnectionsOf(_definition).Select(connection => connection.Location).OfType<string>(),
        ]);

    private IEnumerable<KeyValuePair<string, string>> ClientLabels
        => Containers.SelectMany(container => container.Values.ClientLabels).Distinct();

    private IEnumerable<WorkloadContainer> Containers => [_main, .. _init, .. _sidecars.Select(sidecar => sidecar.Container)];

    private IEnumerable<string> VolumeNames
        => _definition.AllContainers.SelectMany(container => container.Volumes).Select(mount => mount.Volume.Name).Distinct();

    /// <summary>The pod's template.</summary>
    /// <param name="account">The service account.</param>
    /// <param name="main">The first container, with what is particular to it.</param>
    /// <param name="pod">The pod, with what is particular to it.</param>
    /// <param name="settings">Resources that the stack file sets.</param>
    /// <param name="contentHash">The label that tells its pods from those of another version. Default: none.</param>
    public PodTemplateSpecArgs Template(
        string account,
        ContainerArgs main,
        PodSpecArgs pod,
        WorkloadSettings? settings = null,
        Output<string>? contentHash = null)
    {
        var runsAsRoot = _definition.SecurityExemption is { RunsAsRoot: true };
        if (_definition is JobDefinition job && Paths(job).ToArray() is { Length: > 0 } paths)
            pod.InitContainers.Add(PathWait.For(DerivedNames.AwaitPaths, paths, TimeoutOf(job)));
        PodDefaults.Hardened(
            pod,
            account,
            runsAsRoot ? PodDefaults.RootPodSecurity() : PodDefaults.PodSecurity(_definition.UserId),
            _args.Placement.Cluster.PriorityClass);
        if (_restore is not null)
            pod.InitContainers.AddRange(_restore.Containers.ToArray());
        foreach (var step in _init)
            pod.InitContainers.Add(step.Complete(new ContainerArgs()));
        pod.Containers.Add(_main.Complete(main, settings));
        foreach (var (sidecar, container) in _sidecars)
            pod.Containers.Add(container.Complete(Probes.Sidecar(sidecar)));
        foreach (var volume in Volumes())
            pod.Volumes.Add(volume);
        if (Companions() is [_, ..] companions)
            pod.Affinity = PodDefaults.OnOneNodeWith(companions);

        InputMap<string> labels = Labels
            .Of(_definition.Name, _args.Placement.Application)
            .Concat(ClientLabels)
            .ToImmutableDictionary();
        if (contentHash is not null)
            labels.Add(Labels.ContentHash, contentHash);
        return new PodTemplateSpecArgs { Metadata = new ObjectMetaArgs { Labels = labels }, Spec = pod };
    }

    /// <summary>
    /// A hash of all that its pods are made from: the definition, the settings, the names of what they read, which are others when that
    /// changes.
    /// </summary>
    /// <param name="definition">The workload.</param>
    /// <param name="settings">Resources that the stack file sets.</param>
    public Output<string> TemplateHash(LongRunningDefinition definition, WorkloadSettings settings)
    {
        string[] lines =
        [
            $"{TemplateRevision}",
            .. Containers.SelectMany(container => container.Template),
            .. ClientLabels.Select(label => label.Key),
            $"{definition.UserId} {definition.SecurityExemption} {definition.DrainTime} {definition.IsSingleton}",
            $"{settings.Cpu?.Text} {settings.Memory?.Text} {Rollout.IsSpread(_args.Placement, settings.Scaling)}",
            $"{_args.Placement.Cluster.PriorityClass}",
            .. Companions(),
            .. _restore?.Identity ?? [],
            .. definition.Ports.Select(port => $"{port}"),
            $"{definition.Health.StartupTime}",
            .. definition.Health.All.Select(question => $"{question.Name} {question.Probe} {string.Join(' ', question.Probe.Command)}"),
            .. definition.Sidecars.SelectMany(one => one.Ports.Select(port => $"{port}")),
            .. definition.Sidecars.Select(one => $"{one.Liveness} {string.Join(' ', one.Liveness.Command)}"),
        ];
        return Output.All(Containers.SelectMany(container => container.Read)).Apply(names => ContentHash.Of([.. lines, .. names]));
    }

    // The time that a job may take includes it, and most of that is for what the job is there for.
    private static TimeSpan TimeoutOf(JobDefinition job) => job.Deadline / 4 < LongestTimeout ? job.Deadline / 4 : LongestTimeout;

    /// <summary>
    /// Where the pods of a job connect to: data services, and services of the application. What runs before the rollout does not wait
    /// for the services that come with it. Of the internet no address is declared.
    /// </summary>
    private IEnumerable<Output<string>> Paths(JobDefinition job)
    {
        var called = job.Purpose is JobPurpose.Migration or JobPurpose.Import
            ? _args.Calls.CalledBy(job).Where(call => !_args.Definition.Services.Contains(call.Service))
            : _args.Calls.CalledBy(job);
        return ConnectionsOf(job)
            .Select(connection => connection.Address)
            .Concat(called.Select(call => Output.Create($"{_args.HostOf(call.Service, job)}:{call.Port}")));
    }

    private IEnumerable<DataConnection> ConnectionsOf(WorkloadDefinition workload)
    {
        var services = workload.AllVariables.OfType<ConnectionVariable>().Select(variable => variable.Service).ToHashSet();
        return _args.Connections.Where(connection => services.Contains(connection.Service));
    }

    // The workloads, itself among them, that must run on its node, since they share a volume that one node alone can mount.
    private ImmutableArray<string> Companions()
    {
        var shared = Mounted(_definition).Where(volume => ProjectVolumes.IsOnOneNode(volume, _args.Placement)).ToList();
        return
        [
            .. _args.Definition.Workloads
                .Where(workload => Mounted(workload).Any(shared.Contains))
                .Select(workload => workload.Name)
                .Order(StringComparer.Ordinal),
        ];

        static IEnumerable<VolumeDefinition> Mounted(WorkloadDefinition workload)
            => workload.AllContainers.SelectMany(container => container.Volumes).Select(mount => mount.Volume);
    }

    private IEnumerable<VolumeArgs> Volumes()
    {
        // All containers share it; each has a limit of its own besides.
        yield return PodDefaults.Scratch(
            "tmp",
            _definition.AllContainers.Select(container => container.Resources.Scratch).MaxBy(size => size.Amount)!);
        foreach (var connection in _args.Connections.Where(IsVerified))
            yield return connection.Authority!.Volume(connection.AuthorityVolume);

        foreach (var name in VolumeNames)
        {
            yield return new VolumeArgs
            {
                Name = name,
                PersistentVolumeClaim = new PersistentVolumeClaimVolumeSourceArgs { ClaimName = name },
            };
        }

        foreach (var volume in Containers.SelectMany(container => container.OwnVolumes()).Concat(_restore?.Volumes ?? []))
            yield return volume;
    }

    private bool IsVerified(DataConnection connection) => Containers.Any(container => container.Values.Verified.Contains(connection));
}
