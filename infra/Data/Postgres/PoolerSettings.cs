using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Data.Postgres;

/// <summary>
/// <c>infra:postgres.pooler</c>: PgBouncer between what runs all the time and the servers, with a server's connection for the length of a
/// transaction.
/// </summary>
public sealed record PoolerSettings
{
    // The operator's cluster has at most this many instances as well.
    private const int MostInstances = 9;

    private const int MostConnections = 10_000;

    /// <summary>Whether there is one. Default: false.</summary>
    public bool IsEnabled { get; init; }

    /// <summary>
    /// Whether the servers' certificate has its names: wherever the section is there, so that clients which still come through it verify
    /// it until they are led away. Default: false.
    /// </summary>
    public bool IsNamed { get; init; }

    /// <summary>The number of pods.</summary>
    public required int Instances { get; init; }

    /// <summary>The most clients of each pod (max_client_conn); the next one is turned away. Default: 1000.</summary>
    public int MaxClientConnections { get; init; } = 1000;

    /// <summary>The connections of each pod to the primary (default_pool_size); who finds none free, waits. Default: 20.</summary>
    public int PoolSize { get; init; } = 20;

    /// <summary>The connections of all pods to the primary, for one database.</summary>
    public int ServerConnections => Instances * PoolSize;

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="defaults">What holds unless it says otherwise.</param>
    /// <param name="project">Whose it is.</param>
    /// <param name="need">What the project needs; null where it needs none.</param>
    internal static PoolerSettings Read(Section section, PoolerSettings defaults, ProjectDefinition project, PostgresNeed? need)
    {
        const string EnabledKey = "enabled";
        var settings = defaults with
        {
            IsEnabled = section.Get(
                EnabledKey,
                SettingTypes.Boolean,
                defaults.IsEnabled,
                "Whether services and workers reach Postgres through it, in transaction mode. Jobs connect directly. With false, the "
                    + "servers' certificate keeps its names, which whoever removes it needs for one update."),
            IsNamed = section.IsPresent,
            Instances = section.Get("instances", SettingTypes.Integer(1, MostInstances), defaults.Instances, "Number of pods."),
            MaxClientConnections = section.Get(
                "maxClientConnections",
                SettingTypes.Integer(10, MostConnections),
                defaults.MaxClientConnections,
                "The most clients of each pod (max_client_conn)."),
            PoolSize = section.Get(
                "poolSize",
                SettingTypes.Integer(1, PostgresSettings.MostConnections),
                defaults.PoolSize,
                "Connections of each pod to the primary (default_pool_size). All of them are within maxConnections."),
        };
        if (settings.IsEnabled && need is { AllowsTransactionPooling: false })
        {
            section.Report(
                $"{section.Path}.{EnabledKey}",
                "true",
                $"the definition of {project.Title} does not say that it needs no session longer than a transaction",
                $"Give its {nameof(PostgresNeed)} {nameof(PostgresNeed.AllowsTransactionPooling)}, or remove it");
        }

        return settings;
    }
}
