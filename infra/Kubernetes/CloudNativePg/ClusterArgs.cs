using Pulumi;

namespace Infra.Kubernetes.CloudNativePg;

/// <summary>A Postgres cluster that the CloudNativePG operator runs. See <see href="https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/"/>.</summary>
internal sealed class ClusterArgs() : OperatorResourceArgs("postgresql.cnpg.io/v1", "Cluster")
{
    /// <summary>What runs.</summary>
    [Input("spec", required: true)]
    public Input<ClusterSpecArgs> Spec { get; set; } = null!;
}
