using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Kubernetes.Percona;

/// <summary>The backups of a MySQL cluster.</summary>
internal sealed class BackupArgs : ResourceArgs
{
    /// <summary>Whether the container that takes them runs beside each instance.</summary>
    [Input("enabled")]
    public Input<bool>? Enabled { get; set; }

    /// <summary>The image of that container, and of the jobs that ask it.</summary>
    [Input("image")]
    public Input<string>? Image { get; set; }

    /// <summary>Processor time and memory of that container.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }

    /// <summary>The security context of that container.</summary>
    [Input("containerSecurityContext")]
    public Input<SecurityContextArgs>? ContainerSecurityContext { get; set; }

    /// <summary>Where backups go, by name.</summary>
    [field: Input("storages")]
    public InputMap<BackupStorageArgs> Storages
    {
        get => field ??= [];
        set;
    }

    /// <summary>When they are taken.</summary>
    [field: Input("schedule")]
    public InputList<BackupScheduleArgs> Schedule
    {
        get => field ??= [];
        set;
    }
}
