using Infra.Azure;
using Infra.Settings;
using Pulumi;
using Pulumi.AzureNative.Dns;
using Pulumi.AzureNative.Dns.Inputs;

namespace Infra.Edge;

/// <summary>The records of public hosts in a zone of Azure DNS: each leads to the load balancer before Traefik.</summary>
internal sealed class AzureDnsRecords : ComponentResource
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:edge:AzureDnsRecords";

    private const int TimeToLiveSeconds = 300;

    public AzureDnsRecords(string name, EdgeSettings edge, AzureDnsSettings settings, AzureAccount account)
        : base(Type, name)
    {
        foreach (var host in edge.PublicHosts)
        {
            _ = new RecordSet(
                $"{name}-{host.Replace('.', '-')}",
                new RecordSetArgs
                {
                    ResourceGroupName = settings.ResourceGroup,
                    ZoneName = settings.Zone,
                    RelativeRecordSetName = settings.NameOf(host)!,
                    RecordType = "A",
                    Ttl = TimeToLiveSeconds,
                    ARecords = { new ARecordArgs { Ipv4Address = settings.Address } },
                },
                account.ChildOf(this));
        }

        RegisterOutputs();
    }
}
