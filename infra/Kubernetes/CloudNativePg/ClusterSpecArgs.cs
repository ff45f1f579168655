using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Kubernetes.CloudNativePg;

/// <summary>What a Postgres cluster is.</summary>
internal sealed class ClusterSpecArgs : ResourceArgs
{
    /// <summary>The number of instances, one of them the primary.</summary>
    [Input("instances", required: true)]
    public Input<int> Instances { get; set; } = null!;

    /// <summary>The image; its tag begins with the major version.</summary>
    [Input("imageName")]
    public Input<string>? ImageName { get; set; }

    /// <summary>Whether the primary is updated without asking: <c>unsupervised</c>.</summary>
    [Input("primaryUpdateStrategy")]
    public Input<string>? PrimaryUpdateStrategy { get; set; }

    /// <summary>Whether the operator declares disruption budgets.</summary>
    [Input("enablePDB")]
    public Input<bool>? EnableDisruptionBudget { get; set; }

    /// <summary>The data volume of each instance.</summary>
    [Input("storage")]
    public Input<StorageArgs>? Storage { get; set; }

    /// <summary>The volume for the write-ahead log of each instance.</summary>
    [Input("walStorage")]
    public Input<StorageArgs>? WalStorage { get; set; }

    /// <summary>How the first instance gets its data.</summary>
    [Input("bootstrap")]
    public Input<BootstrapArgs>? Bootstrap { get; set; }

    /// <summary>The server's configuration.</summary>
    [Input("postgresql")]
    public Input<PostgresConfigurationArgs>? Postgresql { get; set; }

    /// <summary>Processor time and memory of each instance.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }

    /// <summary>Which nodes the instances run on.</summary>
    [Input("affinity")]
    public Input<AffinityArgs>? Affinity { get; set; }

    /// <summary>The services that are declared.</summary>
    [Input("managed")]
    public Input<ManagedArgs>? Managed { get; set; }

    /// <summary>The operator's plugins that take part.</summary>
    [field: Input("plugins")]
    public InputList<PluginArgs> Plugins
    {
        get => field ??= [];
        set;
    }
}
