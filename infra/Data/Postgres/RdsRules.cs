using System.Collections.Immutable;
using Infra.Faults;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Data.Postgres;

/// <summary>What settings of Postgres on RDS are held to beyond what each of them takes by itself.</summary>
internal static class RdsRules
{
    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Roles.html
    private static readonly ImmutableArray<string> Reserved = ["admin", "rdsadmin", "rdsrepladmin", "rdstopmgr", "rdswriteforwarduser"];

    /// <summary>Reports what is against the rules, and that there is a section which another provider does not read.</summary>
    /// <param name="postgres">The section of Postgres.</param>
    /// <param name="section">The section of the instance.</param>
    /// <param name="provider">What runs Postgres.</param>
    public static void HoldProvider(Section postgres, Section section, string provider)
    {
        if (section.IsPresent && provider != RdsPostgres.Provider)
        {
            section.Report(
                section.Path,
                "set",
                $"{postgres.Path}.provider is {provider}, and it is about an instance of RDS",
                $"Remove it, or set {postgres.Path}.provider to {RdsPostgres.Provider}");
        }
    }

    /// <summary>Reports what is against the rules.</summary>
    /// <param name="section">The section of the instance.</param>
    /// <param name="settings">The settings of Postgres.</param>
    /// <param name="rds">Those of the instance.</param>
    /// <param name="postgres">The section of Postgres.</param>
    public static void Hold(Section section, PostgresSettings settings, RdsSettings rds, Section postgres)
    {
        if (rds.IsMultiAz && rds.IsBurstable)
        {
            section.Report(
                $"{section.Path}.instanceClass",
                $"\"{rds.InstanceClass}\"",
                "it is burstable: without CPU credits it is too slow for what must survive the loss of a zone",
                $"Use one that is not, such as db.m7g.large, or set {section.Path}.multiAz to false");
        }

        // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
        if (rds.MaxStorage.Amount < settings.Storage.Amount * 1.1m)
        {
            section.Report(
                $"{section.Path}.maxStorage",
                $"\"{rds.MaxStorage}\"",
                $"a volume grows by a tenth or more, and {postgres.Path}.storage is {settings.Storage}",
                $"Use {GibibytesOf(settings.Storage.Amount * 1.1m)}Gi or more");
        }

        if (RdsWindow.Overlap(rds.BackupWindow, rds.MaintenanceWindow))
        {
            section.Report(
                $"{section.Path}.backupWindow",
                $"\"{rds.BackupWindow}\"",
                $"it overlaps the maintenance window, {rds.MaintenanceWindow}, which RDS refuses",
                $"Move one of them, {section.Path}.maintenanceWindow or this");
        }

        HoldVersion(section, settings, rds, postgres);
        if (Reserved.Contains(settings.Database)
            || settings.Database == DatabaseRole.Administrator
            || settings.Database.StartsWith("rds_", StringComparison.Ordinal))
        {
            postgres.Report(
                $"{postgres.Path}.provider",
                $"\"{RdsPostgres.Provider}\"",
                $"the application's role is called {settings.Database}, which is a name of RDS's own or of its administrator's",
                $"Use {DataService.InCluster}, or rename the database in the application's definition");
        }
    }

    /// <summary>What only the whole stack tells.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="path">Where the settings of Postgres stand.</param>
    /// <param name="service">The name of the data service.</param>
    /// <param name="commands">The commands that faults name.</param>
    public static IEnumerable<Fault> FaultsIn(StackSettings stack, string path, string service, ConfigCommands commands)
    {
        if (stack.Aws is null)
        {
            yield return new Fault(
                AwsSettings.Key,
                StackFaults.Missing,
                $"{path}.provider is {RdsPostgres.Provider}, which is made in the account and the network that it names",
                $"Set it, for instance: {commands.SetPath($"{AwsSettings.Key}.region", "eu-central-1")}");
        }

        // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.Constraints
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

    private const int Longest = 63;

    private static void HoldVersion(Section section, PostgresSettings settings, RdsSettings rds, Section postgres)
    {
        if (rds.EngineVersion is null && !RdsVersions.Majors.Contains(settings.Version))
        {
            postgres.Report(
                $"{postgres.Path}.version",
                $"{settings.Version}",
                $"the program knows RDS to have {string.Join(", ", RdsVersions.Majors)}",
                $"Use {RdsVersions.Majors[^1]}, or name the one that it has by {section.Path}.engineVersion");
        }

        if (rds.EngineVersion is { } version && RdsVersions.MajorOf(version) != settings.Version)
        {
            section.Report(
                $"{section.Path}.engineVersion",
                $"\"{version}\"",
                $"{postgres.Path}.version is {settings.Version}",
                $"Use one that begins with {settings.Version}, or remove the line");
        }
    }

    private static long GibibytesOf(decimal bytes) => (long)Math.Ceiling(bytes / (1L << 30));
}
