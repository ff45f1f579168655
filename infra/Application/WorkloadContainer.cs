using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Images;
using Infra.Kubernetes;
using Infra.Secrets;
using Infra.Settings;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Application;

/// <summary>
/// A container of a workload: a ConfigMap and Secrets with exactly its values, so that a change of one rolls exactly the workloads that
/// use it, and no right it does not need.
/// </summary>
internal sealed class WorkloadContainer
{
    // Readable for the group of the pod's user.
    private const int SecretFileMode = 0b100_100_000;

    private readonly ContainerDefinition _definition;
    private readonly WorkloadDefinition _workload;
    private readonly ApplicationProjectArgs _args;
    private readonly ConfigMap? _configMap;
    private readonly Secret? _secret;
    private readonly StoredSecret? _stored;
    private readonly Secret? _secretFiles;
    private readonly ConfigMap? _configFiles;

    /// <summary>Declares what the container reads.</summary>
    /// <param name="prefix">What the names of the project's resources begin with.</param>
    /// <param name="definition">The container.</param>
    /// <param name="workload">The workload it is a part of.</param>
    /// <param name="args">The project.</param>
    /// <param name="parent">The component it is a part of.</param>
    public WorkloadContainer(
        string prefix,
        ContainerDefinition definition,
        WorkloadDefinition workload,
        ApplicationProjectArgs args,
        Resource parent)
    {
        _definition = definition;
        _workload = workload;
        _args = args;
        Values = ContainerValues.Of(definition, workload, args);
        Name = definition == workload ? workload.Name : $"{workload.Name}-{definition.Name}";

        var resource = $"{prefix}-{Name}";
        if (!Values.Plain.IsEmpty)
            _configMap = DeclareConfigMap($"{resource}-config", Values.Plain, parent);

        if (!Values.Secret.IsEmpty)
            _secret = DeclareSecret($"{resource}-secrets", Values.Secret, parent);
        if (!Values.Stored.IsEmpty)
            _stored = args.Store!.DeclareSecret($"{resource}-stored", $"{resource}-stored", Values.Stored, parent);
        if (!Values.SecretFiles.IsEmpty)
        {
            _secretFiles = DeclareSecret(
                $"{resource}-files",
                Values.SecretFiles.Select((file, index) => KeyValuePair.Create(KeyOf(index), file.Value)),
                parent);
        }

        if (!Values.ConfigFiles.IsEmpty)
        {
            _configFiles = DeclareConfigMap(
                $"{resource}-config-files",
                Values.ConfigFiles.Select((file, index) => KeyValuePair.Create(KeyOf(index), file.Value)),
                parent);
        }
    }

    /// <summary>Its values, and what they give access to.</summary>
    public ContainerValues Values { get; }

    /// <summary>What must be there before it starts.</summary>
    public IEnumerable<Resource> Needs => _stored is null ? Values.Needs : Values.Needs.Append(_stored.Resource);

    /// <summary>
    /// A hash's worth of what it does and with what: image, command, plain configuration, resources, mounts. Nothing of secrets.
    /// </summary>
    public IEnumerable<string> Identity
    {
        get
        {
            var resources = _definition.Resources;
            return
            [
                Image.Identity,
                .. _definition.Command,
                .. _definition.Arguments,
                .. Values.Plain.Concat(Values.OfPod).Select(entry => $"{entry.Key}={entry.Value}"),
                resources.CpuRequest.Text,
                resources.CpuLimit.Text,
                .. resources.MemoryRequest is { } request ? [request.Text] : Array.Empty<string>(),
                resources.Memory.Text,
                resources.Scratch.Text,
                .. _definition.Volumes.Select(mount => $"{mount.Volume.Name} at {mount.Path}"),
                .. Values.ConfigFiles.Select(file => $"{file.Key}:{file.Value}"),
            ];
        }
    }

    /// <summary>What its part of a pod's template is made from, but for what it reads.</summary>
    public IEnumerable<string> Template
        =>
        [
            .. Identity,
            // Where the command ends and its arguments begin.
            $"{_definition.Command.Length}",
            .. _definition.ScratchFolders,
            .. Values.SecretFiles.Keys,
            .. Values.Verified.Select(connection => connection.AuthorityFolder),
        ];

    /// <summary>The names of the ConfigMaps and the Secrets that it reads. With other content they have other names.</summary>
    public IEnumerable<Output<string>> Read
    {
        get
        {
            if (_configMap is not null)
                yield return _configMap.Metadata.Apply(metadata => metadata.Name);
            if (_secret is not null)
                yield return _secret.Metadata.Apply(metadata => metadata.Name);
            if (_stored is not null)
                yield return Output.Create(_stored.Name);
            if (_secretFiles is not null)
                yield return _secretFiles.Metadata.Apply(metadata => metadata.Name);
            if (_configFiles is not null)
                yield return _configFiles.Metadata.Apply(metadata => metadata.Name);
        }
    }

    private string Name { get; }

    private DeployedImage Image => _args.Images[_definition.Image];

    /// <summary>Completes the container.</summary>
    /// <param name="container">The container, with what is particular to it.</param>
    /// <param name="settings">Resources that the stack file sets.</param>
    public ContainerArgs Complete(ContainerArgs container, WorkloadSettings? settings = null)
    {
        container.Name = _definition.Name;
        container.Image = Image.Reference;
        // A digest is always the same image; a tag may have moved.
        container.ImagePullPolicy = Image.HasDigest ? "IfNotPresent" : "Always";
        container.Resources = ResourcesOf(settings);
        container.SecurityContext = PodDefaults.ContainerSecurity(writesToRoot: _workload.SecurityExemption is { WritesToRoot: true });
        container.TerminationMessagePolicy = PodDefaults.TerminationMessages;
        if (!_definition.Command.IsEmpty)
            container.Command = _definition.Command;
        if (!_definition.Arguments.IsEmpty)
            container.Args = _definition.Arguments;
        if (_configMap is not null)
        {
            container.EnvFrom.Add(
                new EnvFromSourceArgs
                {
                    ConfigMapRef = new ConfigMapEnvSourceArgs { Name = _configMap.Metadata.Apply(metadata => metadata.Name) },
                });
        }

        if (_secret is not null)
        {
            container.EnvFrom.Add(
                new EnvFromSourceArgs { SecretRef = new SecretEnvSourceArgs { Name = _secret.Metadata.Apply(metadata => metadata.Name) } }
            );
        }

        if (_stored is not null)
            container.EnvFrom.Add(new EnvFromSourceArgs { SecretRef = new SecretEnvSourceArgs { Name = _stored.Name } });
        foreach (var field in Values.PodFields)
            container.Env.Add(PodFieldVariables.Of(field));
        foreach (var (name, value) in Values.OfPod)
            container.Env.Add(new EnvVarArgs { Name = name, Value = value });

        foreach (var mount in Mounts())
            container.VolumeMounts.Add(mount);
        return container;
    }

    private IEnumerable<VolumeMountArgs> Mounts()
    {
        yield return new VolumeMountArgs { Name = "tmp", MountPath = "/tmp" };
        foreach (var (index, folder) in _definition.ScratchFolders.Index())
            yield return new VolumeMountArgs { Name = ScratchName(index), MountPath = folder };
        foreach (var mount in _definition.Volumes)
            yield return new VolumeMountArgs { Name = mount.Volume.Name, MountPath = mount.Path, ReadOnly = mount.IsReadOnly };
        foreach (var (index, folder) in FoldersOf(Values.SecretFiles.Keys).Index())
            yield return new VolumeMountArgs { Name = FilesName(index), MountPath = folder.Key, ReadOnly = true };
        foreach (var (index, folder) in FoldersOf(Values.ConfigFiles.Keys).Index())
            yield return new VolumeMountArgs { Name = ConfigName(index), MountPath = folder.Key, ReadOnly = true };
        foreach (var connection in Values.Verified)
            yield return connection.AuthorityMount;
    }

    /// <summary>The volumes that are this container's alone.</summary>
    public IEnumerable<VolumeArgs> OwnVolumes()
    {
        for (var index = 0; index < _definition.ScratchFolders.Length; index++)
            yield return PodDefaults.Scratch(ScratchName(index), _definition.Resources.Scratch);
        foreach (var (index, folder) in FoldersOf(Values.SecretFiles.Keys).Index())
        {
            yield return new VolumeArgs
            {
                Name = FilesName(index),
                Secret = new SecretVolumeSourceArgs
                {
                    SecretName = _secretFiles!.Metadata.Apply(metadata => metadata.Name),
                    DefaultMode = SecretFileMode,
                    Items = ItemsOf(folder, Values.SecretFiles.Keys),
                },
            };
        }

        foreach (var (index, folder) in FoldersOf(Values.ConfigFiles.Keys).Index())
        {
            yield return new VolumeArgs
            {
                Name = ConfigName(index),
                ConfigMap = new ConfigMapVolumeSourceArgs
                {
                    Name = _configFiles!.Metadata.Apply(metadata => metadata.Name),
                    Items = ItemsOf(folder, Values.ConfigFiles.Keys),
                },
            };
        }
    }

    private static ImmutableArray<IGrouping<string, string>> FoldersOf(IEnumerable<string> files)
        => [.. files.GroupBy(path => path[..path.LastIndexOf('/')])];

    // The files of a folder, each under its key among all files.
    private static KeyToPathArgs[] ItemsOf(IEnumerable<string> folder, IEnumerable<string> files)
        =>
        [
            .. folder.Select(path => new KeyToPathArgs
            {
                Key = KeyOf(files.ToList().IndexOf(path)),
                Path = path[(path.LastIndexOf('/') + 1)..],
            }),
        ];

    // The key of a file in the Secret or ConfigMap.
    private static string KeyOf(int index) => $"file-{index}";

    private string ScratchName(int index) => $"{_definition.Name}-scratch-{index}";

    private string FilesName(int index) => $"{_definition.Name}-files-{index}";

    private string ConfigName(int index) => $"{_definition.Name}-config-{index}";

    private ConfigMap DeclareConfigMap(string resource, IEnumerable<KeyValuePair<string, string>> entries, Resource parent) => new(
        resource,
        new ConfigMapArgs { Metadata = _args.Placement.Unnamed(Name), Immutable = true, Data = entries.ToImmutableDictionary() },
        _args.Placement.ChildOf(parent));

    private Secret DeclareSecret(string resource, IEnumerable<KeyValuePair<string, Output<string>>> entries, Resource parent)
    {
        var data = new InputMap<string>();
        foreach (var (key, value) in entries)
            data.Add(key, value);
        return new Secret(
            resource,
            new SecretArgs
            {
                Metadata = _args.Placement.Unnamed(Name),
                Immutable = true,
                StringData = data,
            },
            _args.Placement.ChildOf(parent));
    }

    private ResourceRequirementsArgs ResourcesOf(WorkloadSettings? settings)
    {
        var amounts = _definition.Resources;
        // Of the memory that the stack file gives, all is requested.
        var memory = settings?.Memory;
        return PodDefaults.Resources(
            settings?.Cpu ?? amounts.CpuRequest,
            amounts.CpuLimit,
            memory ?? amounts.Memory,
            amounts.Scratch,
            memory ?? amounts.MemoryRequest);
    }
}
