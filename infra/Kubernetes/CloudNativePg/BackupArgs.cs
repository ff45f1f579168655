using Pulumi;

namespace Infra.Kubernetes.CloudNativePg;

/// <summary>A base backup that is taken once. See <see href="https://cloudnative-pg.io/documentation/current/backup/"/>.</summary>
internal sealed class BackupArgs() : OperatorResourceArgs("postgresql.cnpg.io/v1", "Backup")
{
    /// <summary>Of what, and how.</summary>
    [Input("spec", required: true)]
    public Input<BackupSpecArgs> Spec { get; set; } = null!;
}
