using Infra.Isolation;
using Infra.Kubernetes;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Observability;

/// <summary>The metadata of objects that Prometheus and Alertmanager select by labels.</summary>
internal static class MonitoringMetadata
{
    public static ObjectMetaArgs Of(Placement placement, string name)
    {
        // They may select by a label that every object bears; nothing else looks at those of these objects.
        var labels = Labels.Of(name, placement.Application);
        foreach (var (key, value) in placement.Cluster.MonitoringLabels)
            labels[key] = value;
        var metadata = placement.Metadata(name);
        metadata.Labels = labels;
        return metadata;
    }
}
