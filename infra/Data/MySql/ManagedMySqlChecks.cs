using Infra.Checks;
using Infra.Data.Flexible;
using Infra.Data.Rds;
using StackPreview.Checks;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Data.MySql;

/// <summary>The checks of plans with MySQL that a cloud runs: of both clouds, one after the other.</summary>
internal static class ManagedMySqlChecks
{
    private static readonly (string, int) Others = ("steps and dumps", 2);

    private static readonly RdsChecks Rds = new(
        RdsMySql.Engine,
        data => data.Find<MySqlSettings>()?.OnRds,
        (project, settings) => ConnectionSum.Of(project, MySqlChecks.Opens, settings, Others));

    private static readonly FlexibleServerChecks Flexible = new()
    {
        Service = MySqlService.ServiceName,
        Server = AzureKinds.MySqlServer,
        Configuration = AzureKinds.MySqlConfiguration,
        Port = MySqlPorts.MySql,
        DumpOf = MySqlDump.NameOf,
        StepOf = MySqlUser.AccountOf,
        ConnectionsOf = (project, settings) => ConnectionSum.Of(project, MySqlChecks.Opens, settings, Others),
        MostConnectionsOf = settings => ((MySqlSettings)settings).MaxConnections,
        IncarnationOf = settings => settings is MySqlSettings mysql ? mysql.ServerOrigin.Incarnation : 1,
        AlertsOf = (settings, environment) => settings is MySqlSettings mysql ? FlexibleMySql.AlertsOf(mysql, environment) : [],
    };

    /// <summary>What it is no use without.</summary>
    public static IEnumerable<Finding> References(CheckContext context) => Rds.References(context).Concat(Flexible.References(context));

    /// <summary>Where it is not backed up as the environment demands.</summary>
    public static IEnumerable<Finding> Backups(CheckContext context) => Rds.Backups(context).Concat(Flexible.Backups(context));

    /// <summary>Where its data is deleted with it.</summary>
    public static IEnumerable<Finding> Protection(CheckContext context) => Rds.Protection(context).Concat(Flexible.Protection(context));

    /// <summary>Where it can be reached or read by others.</summary>
    public static IEnumerable<Finding> Exposure(CheckContext context) => Rds.Exposure(context).Concat(Flexible.Exposure(context));

    /// <summary>Which paths are closed that its clients need.</summary>
    public static IEnumerable<Finding> Paths(PathSurvey survey) => Rds.Paths(survey).Concat(Flexible.Paths(survey));

    /// <summary>Where its clients may come to open more connections than it takes.</summary>
    public static IEnumerable<Finding> Connections(CheckContext context) => Rds.Connections(context).Concat(Flexible.Connections(context));

    /// <summary>What of it nobody is told.</summary>
    public static IEnumerable<Finding> Unwatched(CheckContext context) => Rds.Unwatched(context).Concat(Flexible.Unwatched(context));

    /// <summary>What must come after what.</summary>
    public static IEnumerable<ReleaseStep> Order(CheckContext context) => Rds.Order(context).Concat(Flexible.Order(context));

    /// <summary>The backups that a job waits for.</summary>
    public static IEnumerable<PlannedResource> BackupsBefore(PlannedResource job, CheckContext context)
        => Rds.BackupsBefore(job, context).Concat(Flexible.BackupsBefore(job, context));
}
