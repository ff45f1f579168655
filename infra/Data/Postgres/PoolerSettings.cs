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
    /// Whether the servers' certificate has its names. It needs them for as long as a client comes through it. Default: where it is
    /// enabled.
    /// </summary>
    public bool IsInCertificate { get; init; }

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
        const string CertificateKey = "inCertificate";
        var isEnabled = section.Get(
            EnabledKey,
            SettingTypes.Boolean,
            defaults.IsEnabled,
            "Whether services and workers reach Postgres through it, in transaction mode. Jobs connect directly.");
        var settings = defaults with
        {
            IsEnabled = isEnabled,
            IsInCertificate = section.Get(
                CertificateKey,
                SettingTypes.Boolean,
                isEnabled,
                "Whether the servers' certificate has its names. The default is true where it is enabled; true without that keeps them "
                    + "while its clients leave."),
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
        if (settings is { IsEnabled: true, IsInCertificate: false })
        {
            section.Report(
                $"{section.Path}.{CertificateKey}",
                "false",
                "whoever comes through the pooler verifies its name",
                "Use true, or remove the line");
        }

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
