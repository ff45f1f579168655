using System.Net;
using System.Net.Sockets;
using Infra.Faults;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary><c>infra:edge.azureDns</c>: the zone of Azure DNS that the records of public hosts are made in.</summary>
public sealed record AzureDnsSettings
{
    private const string Section = $"{StackReading.ProjectName}:edge.azureDns";

    /// <summary>The zone, a domain.</summary>
    public required string Zone { get; init; }

    /// <summary>The resource group that the zone is in.</summary>
    public required string ResourceGroup { get; init; }

    /// <summary>The address of the load balancer before Traefik.</summary>
    public required string Address { get; init; }

    /// <summary>What a host is called in the zone; null for one that is not in it.</summary>
    /// <param name="host">The host.</param>
    public string? NameOf(string host)
    {
        if (host == Zone)
            return "@";
        return host.EndsWith($".{Zone}", StringComparison.Ordinal) ? host[..^(Zone.Length + 1)] : null;
    }

    /// <summary>Reads the section; null where it is not there.</summary>
    internal static AzureDnsSettings? Read(Section section)
    {
        var settings = new AzureDnsSettings
        {
            Zone = Need("zone", SettingTypes.Host, "invalid", "Zone that records of all public hosts are made in, a domain."),
            ResourceGroup = Need("resourceGroup", GroupType, "dns", "Resource group that the zone is in."),
            Address = Need("address", AddressType, "0.0.0.0", "IPv4 address of the load balancer before Traefik."),
        };
        return section.IsPresent ? settings : null;

        string Need(string name, SettingType<string> type, string standIn, string meaning)
            => section.IsPresent
                ? section.Require(name, type, standIn, meaning)
                : section.Find(name, type, meaning, "required below infra:edge.azureDns") ?? standIn;
    }

    /// <summary>What is wrong with it that only the whole stack tells.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="commands">The commands that faults name.</param>
    internal static IEnumerable<Fault> FaultsIn(StackSettings stack, ConfigCommands commands)
    {
        if (stack.Edge.AzureDns is not { } dns)
            yield break;
        if (stack.Azure is null)
        {
            yield return new Fault(
                AzureSettings.Key,
                StackFaults.Missing,
                $"{Section} is set, and records are made in the subscription that it names",
                $"Set it, for instance: {commands.SetPath($"{AzureSettings.Key}.location", "westeurope")}");
        }

        if (stack.Edge.PublicHosts.FirstOrDefault(host => dns.NameOf(host) is null) is { } outside)
        {
            yield return new Fault(
                $"{Section}.zone",
                $"\"{dns.Zone}\"",
                $"{outside} is not in it, and has no record there",
                $"Use the zone that all hosts are in, or remove {Section}");
        }
    }

    private static SettingType<string> GroupType { get; } = SettingTypes.FromPattern(
        "it takes the name of a resource group",
        "dns",
        text => AzurePatterns.ResourceGroupPattern().IsMatch(text) ? text : null,
        $"{AzurePatterns.ResourceGroupPattern()}");

    private static SettingType<string> AddressType { get; } = SettingTypes.FromPattern(
        "it takes an IPv4 address",
        "203.0.113.10",
        text => IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork ? text : null,
        "^[0-9]{1,3}(\\.[0-9]{1,3}){3}$");
}
