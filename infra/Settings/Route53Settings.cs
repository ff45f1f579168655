using Infra.Faults;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary><c>infra:edge.route53</c>: the zone that the records of public hosts are made in.</summary>
public sealed record Route53Settings
{
    /// <summary>The hosted zone.</summary>
    public required string ZoneId { get; init; }

    /// <summary>The host of the load balancer before Traefik.</summary>
    public required string Target { get; init; }

    /// <summary>The hosted zone of the load balancer, for records that are aliases; null for names alone.</summary>
    public string? TargetZoneId { get; init; }

    /// <summary>Reads the section; null where it is not there.</summary>
    internal static Route53Settings? Read(Section section)
    {
        const string Zone = "Hosted zone that records of all public hosts are made in.";
        const string Balancer = "Host of the load balancer before Traefik.";
        var settings = new Route53Settings
        {
            ZoneId = section.IsPresent
                ? section.Require("zoneId", ZoneType, "Z00000000000000000000", Zone)
                : section.Find("zoneId", ZoneType, Zone, "required below infra:edge.route53") ?? "",
            Target = section.IsPresent
                ? section.Require("target", SettingTypes.Host, "balancer.invalid", Balancer)
                : section.Find("target", SettingTypes.Host, Balancer, "required below infra:edge.route53") ?? "",
            TargetZoneId = section.Find(
                "targetZoneId",
                ZoneType,
                "Hosted zone of the load balancer: records are aliases then, as a domain itself needs.",
                "records are names (CNAME)"),
        };
        return section.IsPresent ? settings : null;
    }

    /// <summary>What is wrong where the stack has no account.</summary>
    /// <param name="commands">The commands that faults name.</param>
    internal static Fault WithoutAccount(ConfigCommands commands) => new(
        AwsSettings.Key,
        StackFaults.Missing,
        $"{StackReading.ProjectName}:edge.route53 is set, and records are made in the account that it names",
        $"Set it, for instance: {commands.SetPath($"{AwsSettings.Key}.region", "eu-central-1")}");

    // https://docs.aws.amazon.com/Route53/latest/APIReference/API_HostedZone.html
    private static SettingType<string> ZoneType { get; } = SettingTypes.FromPattern(
        "it takes the identifier of a hosted zone",
        "Z0123456789ABCDEFGHIJ",
        text => AwsPatterns.HostedZonePattern().IsMatch(text) ? text : null,
        AwsPatterns.HostedZoneText);
}
