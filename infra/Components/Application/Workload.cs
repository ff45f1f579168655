using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Infra.Applications.Model;
using Infra.Kubernetes;
using Infra.Settings;
using Infra.Settings.Values;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Components.Application;

/// <summary>
/// What services, workers and jobs have in common: a ConfigMap and a Secret with exactly their variables, so that a change of one
/// rolls exactly the workloads that use it, and a pod that may do nothing it does not need.
/// </summary>
internal sealed class Workload
{
    private readonly WorkloadDefinition _definition;
    private readonly ApplicationProjectArgs _args;
    private readonly ConfigMap? _configMap;
    private readonly Secret? _secret;

    public Workload(string prefix, WorkloadDefinition definition, ApplicationProjectArgs args, Resource parent)
    {
        (_definition, _args) = (definition, args);
        Variables = WorkloadVariables.Of(definition, args);

        var placement = args.Placement;
        if (!Variables.Plain.IsEmpty)
        {
            _configMap = new ConfigMap(
                $"{prefix}-{definition.Name}-config",
                new ConfigMapArgs { Metadata = placement.Unnamed(definition.Name), Immutable = true, Data = Variables.Plain.ToImmutableDictionary() },
                placement.ChildOf(parent));
        }

        if (!Variables.Secret.IsEmpty)
        {
            var data = new InputMap<string>();
            foreach (var (variable, value) in Variables.Secret)
                data.Add(variable, value);
            _secret = new Secret(
                $"{prefix}-{definition.Name}-secrets",
                new SecretArgs { Metadata = placement.Unnamed(definition.Name), Immutable = true, StringData = data },
                placement.ChildOf(parent));
        }
    }

    /// <summary>Its environment variables.</summary>
    public WorkloadVariables Variables { get; }

    private ImageReference Image => _args.Images[_definition.Image];

    /// <summary>
    /// A hash of what a job does and with what: image, command, plain configuration, resources and user. Not of secrets, whose rotation is no
    /// reason to run it again.
    /// </summary>
    public string ReleaseHash
    {
        get
        {
            var resources = _definition.Resources;
            string[] lines =
            [
                Image.Text,
                .. _definition.Command,
                .. Variables.Plain.Select(entry => $"{entry.Key}={entry.Value}"),
                resources.CpuRequest,
                resources.CpuLimit,
                resources.Memory,
                resources.Scratch,
                $"{_definition.UserId}",
            ];
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..8];
        }
    }

    /// <summary>The pod's template.</summary>
    /// <param name="account">The service account.</param>
    /// <param name="container">The container, with what is particular to it.</param>
    /// <param name="pod">The pod, with what is particular to it.</param>
    /// <param name="settings">Resources that the stack file sets.</param>
    public PodTemplateSpecArgs Template(string account, ContainerArgs container, PodSpecArgs pod, WorkloadSettings? settings = null)
    {
        container.Name = _definition.Name;
        container.Image = Image.Text;
        // A digest is always the same image; a tag may have moved.
        container.ImagePullPolicy = Image.Digest is null ? "Always" : "IfNotPresent";
        container.Resources = ResourcesOf(settings);
        container.SecurityContext = PodDefaults.ContainerSecurity();
        container.VolumeMounts.Add(new VolumeMountArgs { Name = "tmp", MountPath = "/tmp" });
        if (!_definition.Command.IsEmpty)
            container.Command = _definition.Command;
        if (_configMap is not null)
            container.EnvFrom.Add(new EnvFromSourceArgs { ConfigMapRef = new ConfigMapEnvSourceArgs { Name = _configMap.Metadata.Apply(metadata => metadata.Name) } });
        if (_secret is not null)
            container.EnvFrom.Add(new EnvFromSourceArgs { SecretRef = new SecretEnvSourceArgs { Name = _secret.Metadata.Apply(metadata => metadata.Name) } });

        pod.ServiceAccountName = account;
        pod.AutomountServiceAccountToken = false;
        pod.EnableServiceLinks = false;
        pod.SecurityContext = PodDefaults.PodSecurity(_definition.UserId);
        pod.Volumes.Add(PodDefaults.Scratch("tmp", _definition.Resources.Scratch));
        if (Variables.Database is { } database)
        {
            container.VolumeMounts.Add(new VolumeMountArgs { Name = "postgres-ca", MountPath = WorkloadVariables.CaFolder, ReadOnly = true });
            pod.Volumes.Add(new VolumeArgs
            {
                Name = "postgres-ca",
                Secret = new SecretVolumeSourceArgs { SecretName = database.CaSecret, Items = { new KeyToPathArgs { Key = database.CaKey, Path = database.CaKey } } },
            });
        }

        if (Variables.MySql is { CaSecret: { } authority, CaKey: var authorityKey })
        {
            container.VolumeMounts.Add(new VolumeMountArgs { Name = "mysql-ca", MountPath = MySqlValues.CaFolder, ReadOnly = true });
            pod.Volumes.Add(new VolumeArgs
            {
                Name = "mysql-ca",
                Secret = new SecretVolumeSourceArgs { SecretName = authority, Items = { new KeyToPathArgs { Key = authorityKey, Path = authorityKey } } },
            });
        }

        pod.Containers.Add(container);
        var labels = Labels.Of(_definition.Name, _args.Placement.Application).Concat(Variables.ClientLabels);
        return new PodTemplateSpecArgs { Metadata = new ObjectMetaArgs { Labels = labels.ToImmutableDictionary() }, Spec = pod };
    }

    private ResourceRequirementsArgs ResourcesOf(WorkloadSettings? settings)
    {
        var amounts = _definition.Resources;
        return PodDefaults.Resources(settings?.Cpu?.Text ?? amounts.CpuRequest, amounts.CpuLimit, settings?.Memory?.Text ?? amounts.Memory, amounts.Scratch);
    }
}
