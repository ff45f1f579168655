using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Components.Observability;

/// <summary>The metadata of objects that Prometheus and Alertmanager select by labels.</summary>
internal static class MonitoringMetadata
{
    public static ObjectMetaArgs Of(Placement placement, string name)
    {
        var metadata = placement.Metadata(name);
        foreach (var (key, value) in placement.Cluster.MonitoringLabels)
            metadata.Labels[key] = value;
        return metadata;
    }
}
