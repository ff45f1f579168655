using Pulumi;

namespace Infra.Kubernetes.BarmanCloud;

/// <summary>A bucket that a Postgres cluster is backed up to. See <see href="https://cloudnative-pg.io/plugin-barman-cloud/docs/"/>.</summary>
internal sealed class ObjectStoreArgs() : OperatorResourceArgs("barmancloud.cnpg.io/v1", "ObjectStore")
{
    /// <summary>Where, how, and for how long.</summary>
    [Input("spec", required: true)]
    public Input<ObjectStoreSpecArgs> Spec { get; set; } = null!;
}
