using Pulumi;

namespace Infra.Kubernetes.Percona;

/// <summary>A MySQL cluster that Percona's operator runs. See <see href="https://docs.percona.com/percona-operator-for-mysql/ps/operator.html"/>.</summary>
internal sealed class PerconaServerMySqlArgs() : OperatorResourceArgs("ps.percona.com/v1", "PerconaServerMySQL")
{
    /// <summary>What runs.</summary>
    [Input("spec", required: true)]
    public Input<PerconaServerMySqlSpecArgs> Spec { get; set; } = null!;
}
