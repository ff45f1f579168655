using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Azure;
using Infra.Faults;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Data.Flexible;

/// <summary>What settings of a flexible server are held to beyond what each of them takes by itself.</summary>
internal static partial class FlexibleServerRules
{
    /// <summary>The user that Azure makes with the server.</summary>
    public const string Administrator = "platform";

    private const int Longest = 63;

    // https://learn.microsoft.com/en-us/azure/postgresql/flexible-server/how-to-create-users, and the same of MySQL.
    private static readonly ImmutableArray<string> Reserved =
    [
        "admin", "administrator", "azure_pg_admin", "azure_superuser", "azuresu", "guest", "public", "replication", "root", "sa",
        Administrator,
    ];

    /// <summary>Reports that there is a section which another provider does not read.</summary>
    /// <param name="service">The section of the data service.</param>
    /// <param name="section">The section of the server.</param>
    /// <param name="provider">What runs it.</param>
    public static void HoldProvider(Section service, Section section, string provider)
    {
        if (section.IsPresent && provider != FlexibleServerSettings.Provider)
        {
            section.Report(
                section.Path,
                "set",
                $"{service.Path}.provider is {provider}, and it is about a flexible server of Azure",
                $"Remove it, or set {service.Path}.provider to {FlexibleServerSettings.Provider}");
        }
    }

    /// <summary>Reports what is against the rules.</summary>
    /// <param name="service">The section of the data service.</param>
    /// <param name="section">The section of the server.</param>
    /// <param name="settings">The settings of the server.</param>
    /// <param name="user">The user of the application.</param>
    public static void Hold(Section service, Section section, FlexibleServerSettings settings, string user)
    {
        if (settings.IsBurstable && settings.HighAvailability != FlexibleServerSettings.NoStandby)
        {
            section.Report(
                $"{section.Path}.size",
                $"\"{settings.Size}\"",
                "it is burstable, and Azure makes no standby of such a server",
                $"Use one that is not, such as Standard_D2ds_v5, or set {section.Path}.highAvailability to "
                    + FlexibleServerSettings.NoStandby);
        }

        if (Reserved.Contains(user) || user.StartsWith("azure_", StringComparison.Ordinal))
        {
            service.Report(
                $"{service.Path}.provider",
                $"\"{FlexibleServerSettings.Provider}\"",
                $"the application's user is called {user}, which is a name of Azure's own or of its administrator's",
                $"Use {DataService.InCluster}, or rename the database in the application's definition");
        }
    }

    /// <summary>What only the whole stack tells.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="settings">The settings of the server.</param>
    /// <param name="kind">The kind of data service, as its section is called.</param>
    /// <param name="path">Where the settings of the data service stand.</param>
    /// <param name="service">The name of the data service.</param>
    /// <param name="commands">The commands that faults name.</param>
    public static IEnumerable<Fault> FaultsIn(
        StackSettings stack,
        FlexibleServerSettings settings,
        string kind,
        string path,
        string service,
        ConfigCommands commands)
    {
        if (stack.Azure is not { } azure)
        {
            yield return SubscriptionRules.Missing(path, FlexibleServerSettings.Provider, commands);
            yield break;
        }

        if (!azure.HasNetworkOf(kind))
        {
            yield return new Fault(
                $"{AzureSettings.Key}.subnets.{kind}",
                StackFaults.Missing,
                "a flexible server is put in a subnet that is delegated to it, and its host in a private DNS zone",
                $"Set it and {AzureSettings.Key}.privateDnsZones.{kind}, "
                    + $"or {AzureSettings.Key}.networkStack to the stack whose outputs they are");
        }

        foreach (var fault in ZoneFaults(azure, kind).Concat(PlaceFaults(azure, settings, path)))
            yield return fault;

        // https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/resource-name-rules
        var name = AzureAccount.UniqueNameOf(azure, stack.Namespace, service);
        if (!NamePattern().IsMatch(name) || name.Length > Longest)
        {
            yield return new Fault(
                $"{StackReading.ProjectName}:namespace",
                $"\"{stack.Namespace}\"",
                $"its server would be called {name}, and Azure takes 3 to {Longest} lower-case letters, digits and '-'",
                $"Use a name of at most {Longest - (name.Length - stack.Namespace.Length)} characters");
        }
    }

    // https://learn.microsoft.com/en-us/azure/postgresql/flexible-server/concepts-networking-private
    private static IEnumerable<Fault> ZoneFaults(AzureSettings azure, string kind)
    {
        var suffix = $".{kind}.database.azure.com";
        if (!azure.PrivateDnsZones.TryGetValue(kind, out var zone) || zone.EndsWith(suffix, StringComparison.Ordinal))
            yield break;
        yield return new Fault(
            $"{AzureSettings.Key}.privateDnsZones.{kind}",
            $"\"{zone}\"",
            $"the zone of a server in a delegated subnet ends in {suffix}",
            $"Use a zone such as shop{suffix}");
    }

    private static IEnumerable<Fault> PlaceFaults(AzureSettings azure, FlexibleServerSettings settings, string path)
    {
        if (settings.HighAvailability == FlexibleServerSettings.ZoneRedundant && !azure.Place.HasZones)
        {
            yield return new Fault(
                $"{path}.{FlexibleServerSettings.Key}.highAvailability",
                $"\"{settings.HighAvailability}\"",
                $"{azure.Location} has no availability zones",
                $"Use SameZone, or another {AzureSettings.Key}.location");
        }

        if (settings.IsGeoRedundant && !azure.Place.HasPair)
        {
            yield return new Fault(
                $"{path}.{FlexibleServerSettings.Key}.geoRedundantBackup",
                "true",
                $"{azure.Location} has no paired location that backups could be copied to",
                $"Use false, or another {AzureSettings.Key}.location");
        }
    }

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]*[a-z0-9])$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamePattern();
}
