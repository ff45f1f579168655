using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Kubernetes.Percona;

/// <summary>Where backups go, and the pods of the jobs that bring them there and back.</summary>
internal sealed class BackupStorageArgs : ResourceArgs
{
    /// <summary>What it is: <c>s3</c>.</summary>
    [Input("type")]
    public Input<string>? Type { get; set; }

    /// <summary>The bucket.</summary>
    [Input("s3")]
    public Input<S3StorageArgs>? S3 { get; set; }

    /// <summary>Labels of the pods, besides those of the operator.</summary>
    [field: Input("labels")]
    public InputMap<string> Labels
    {
        get => field ??= [];
        set;
    }

    /// <summary>Processor time and memory of the pods.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }

    /// <summary>The security context of the pods.</summary>
    [Input("podSecurityContext")]
    public Input<PodSecurityContextArgs>? PodSecurityContext { get; set; }

    /// <summary>The security context of their containers.</summary>
    [Input("containerSecurityContext")]
    public Input<SecurityContextArgs>? ContainerSecurityContext { get; set; }
}
