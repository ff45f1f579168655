using Infra.Aws;
using Infra.Environments;
using Infra.Faults;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Data.Rds;

/// <summary>What the settings of a data service on RDS are held to beyond what each of them takes by itself.</summary>
internal static class RdsRules
{
    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.Constraints
    private const int Longest = 63;

    /// <summary>Reads the section where another provider runs the data service: there it is known, and refused.</summary>
    /// <param name="service">The section of the data service.</param>
    /// <param name="provider">What runs it.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="engine">What RDS would run.</param>
    public static void RefuseSection(Section service, string provider, EnvironmentTraits environment, RdsEngine engine)
    {
        var section = service.Child(RdsSettings.Key, RdsSettings.Meaning);
        RdsSettings.Read(section, environment, engine);
        if (section.IsPresent)
        {
            section.Report(
                section.Path,
                "set",
                $"{service.Path}.provider is {provider}, and it is about an instance of RDS",
                $"Remove it, or set {service.Path}.provider to {RdsSettings.Provider}");
        }
    }

    /// <summary>Reports what is against the rules.</summary>
    /// <param name="section">The section of the instance.</param>
    /// <param name="service">The section of the data service.</param>
    /// <param name="server">What they say.</param>
    /// <param name="account">The application's account on it.</param>
    public static void Hold(Section section, Section service, RdsServer server, string account)
    {
        var rds = server.Instance;
        if (rds.IsMultiAz && rds.IsBurstable)
        {
            section.Report(
                $"{section.Path}.instanceClass",
                $"\"{rds.InstanceClass}\"",
                "it is burstable: without CPU credits it is too slow for what must survive the loss of a zone",
                $"Use one that is not, such as db.m7g.large, or set {section.Path}.multiAz to false");
        }

        // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
        if (rds.MaxStorage.Amount < server.Storage.Amount * 1.1m)
        {
            section.Report(
                $"{section.Path}.maxStorage",
                $"\"{rds.MaxStorage}\"",
                $"a volume grows by a tenth or more, and {service.Path}.storage is {server.Storage}",
                $"Use {GibibytesOf(server.Storage.Amount * 1.1m)}Gi or more");
        }

        if (AwsWindow.Overlap(rds.BackupWindow, rds.MaintenanceWindow))
        {
            section.Report(
                $"{section.Path}.backupWindow",
                $"\"{rds.BackupWindow}\"",
                $"it overlaps the maintenance window, {rds.MaintenanceWindow}, which RDS refuses",
                $"Move one of them, {section.Path}.maintenanceWindow or this");
        }

        if (server.Engine.IsReserved(account))
        {
            service.Report(
                $"{service.Path}.provider",
                $"\"{RdsSettings.Provider}\"",
                $"the application's {server.Engine.Account} is called {account}, which is a name of RDS's own or of its administrator's",
                $"Use {DataService.InCluster}, or rename the database in the application's definition");
        }
    }

    /// <summary>What only the whole stack tells.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="path">Where the settings of the data service stand.</param>
    /// <param name="service">The name of the data service.</param>
    /// <param name="commands">The commands that faults name.</param>
    public static IEnumerable<Fault> FaultsIn(StackSettings stack, string path, string service, ConfigCommands commands)
    {
        foreach (var fault in AccountRules.FaultsIn(stack, path, RdsSettings.Provider, commands))
            yield return fault;
        var identifier = $"{stack.Namespace}-{service}";
        if (!AwsPatterns.IdentifierPattern().IsMatch(identifier) || identifier.Length > Longest)
        {
            yield return new Fault(
                $"{StackReading.ProjectName}:namespace",
                $"\"{stack.Namespace}\"",
                $"its instance would be called {identifier}, and RDS takes at most {Longest} letters, digits and single '-', "
                    + "a letter first",
                $"Use a name of at most {Longest - service.Length - 1} characters that begins with a letter and has no two '-' "
                    + "side by side");
        }
    }

    private static long GibibytesOf(decimal bytes) => (long)Math.Ceiling(bytes / (1L << 30));
}
