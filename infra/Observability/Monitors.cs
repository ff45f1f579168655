using Infra.Kubernetes;
using Infra.Kubernetes.Prometheus;
using Pulumi;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Observability;

/// <summary>Tells Prometheus which pods to scrape.</summary>
internal sealed class Monitors : ComponentResource
{
    public Monitors(string name, MonitorsArgs args, ComponentResourceOptions? options = null)
        : base("infra:observability:Monitors", name, options)
    {
        foreach (var target in args.Targets)
        {
            _ = new CustomResource(
                $"{name}-{target.Name}",
                new PodMonitorArgs
                {
                    Metadata = MonitoringMetadata.Of(args.Placement, target.Name),
                    Spec = new PodMonitorSpecArgs
                    {
                        Selector = NetworkRules.Selecting(target.PodLabels),
                        PodMetricsEndpoints = { Endpoint(target) },
                    },
                },
                args.Placement.ChildOf(this));
        }

        RegisterOutputs();
    }

    private static PodMetricsEndpointArgs Endpoint(ScrapeTarget target)
    {
        var endpoint = new PodMetricsEndpointArgs { Port = target.PortName, Path = target.Path, Interval = "30s" };
        if (target.Authorization is { } authorization)
            endpoint.Authorization = authorization;
        if (target.Tls is { } tls)
        {
            endpoint.Scheme = "https";
            endpoint.TlsConfig = tls;
        }

        return endpoint;
    }
}
