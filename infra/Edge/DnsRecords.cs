using Infra.Aws;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Route53;
using Pulumi.Aws.Route53.Inputs;

namespace Infra.Edge;

/// <summary>The records of public hosts in a hosted zone of Route 53: each leads to the load balancer before Traefik.</summary>
internal sealed class DnsRecords : ComponentResource
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:edge:DnsRecords";

    private const int TimeToLiveSeconds = 300;

    public DnsRecords(string name, EdgeSettings edge, Route53Settings settings, AwsAccount account)
        : base(Type, name)
    {
        var hosts = edge.Hosts.Keys.SelectMany(edge.AllHostsOf).Concat(edge.Redirects.Keys).Distinct();
        foreach (var host in hosts.Order(StringComparer.Ordinal))
        {
            var args = new RecordArgs { ZoneId = settings.ZoneId, Name = host, Type = "CNAME" };
            if (settings.TargetZoneId is { } zone)
            {
                args.Type = "A";
                args.Aliases.Add(new RecordAliasArgs { Name = settings.Target, ZoneId = zone, EvaluateTargetHealth = false });
            }
            else
            {
                args.Ttl = TimeToLiveSeconds;
                args.Records.Add(settings.Target);
            }

            _ = new Record($"{name}-{host.Replace('.', '-')}", args, account.ChildOf(this));
        }

        RegisterOutputs();
    }
}
