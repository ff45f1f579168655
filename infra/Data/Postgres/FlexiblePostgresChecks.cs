using Infra.Data.Flexible;
using StackPreview.Kinds;

namespace Infra.Data.Postgres;

/// <summary>The checks of plans with Postgres on a flexible server.</summary>
internal static class FlexiblePostgresChecks
{
    /// <summary>The checks.</summary>
    public static FlexibleServerChecks All { get; } = new()
    {
        Service = PostgresService.ServiceName,
        Server = AzureKinds.PostgresServer,
        Configuration = AzureKinds.PostgresConfiguration,
        Port = PostgresPorts.Postgres,
        DumpOf = PostgresDump.NameOf,
        StepOf = DatabaseRole.AccountOf,
        ConnectionsOf = PostgresConnections.SumOf,
        MostConnectionsOf = settings => ((PostgresSettings)settings).MaxConnections,
        AlertsOf = (settings, environment)
            => settings is PostgresSettings postgres ? FlexiblePostgres.AlertsOf(postgres, environment) : [],
        IncarnationOf = settings => settings is PostgresSettings postgres ? postgres.Incarnation : 1,
    };
}
