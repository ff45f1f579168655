using Pulumi;

namespace Infra.Kubernetes.CloudNativePg;

/// <summary>Base backups at set times. See <see href="https://cloudnative-pg.io/documentation/current/backup/"/>.</summary>
internal sealed class ScheduledBackupArgs() : OperatorResourceArgs("postgresql.cnpg.io/v1", "ScheduledBackup")
{
    /// <summary>When and how.</summary>
    [Input("spec", required: true)]
    public Input<ScheduledBackupSpecArgs> Spec { get; set; } = null!;
}
