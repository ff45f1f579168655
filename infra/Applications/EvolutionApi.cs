using Infra.Applications.Model;

namespace Infra.Applications;

/// <summary>Evolution API, which speaks WhatsApp for an application. Its sessions, and whom it reports to, are files on volumes.</summary>
internal static class EvolutionApi
{
    /// <summary>The name of its service.</summary>
    public const string Service = "evolution-api";

    private static readonly VolumeDefinition Sessions = new("evolution-data", "5Gi") { IsPrecious = true };

    // The webhooks and keys of instances are files as well (https://doc.evolution-api.com/v1/en/install/docker): without them a restart
    // would end its reports.
    private static readonly VolumeDefinition Store = new("evolution-store", "1Gi") { IsPrecious = true };

    /// <summary>The key that it asks of those who call it.</summary>
    public static SecretDefinition Key { get; } = SecretDefinition.Generated(
        "EVOLUTION_API_KEY",
        SecretShape.Base64Url(bytes: 32),
        meaning: "Key that Evolution API asks of callers.");

    /// <summary>The companion of an application, beside Chatwoot.</summary>
    /// <param name="service">The service that it reports messages to.</param>
    /// <param name="path">The path that takes them.</param>
    public static CompanionDefinition ReportingTo(string service, string path) => new()
    {
        Name = "evolution",
        Services =
        [
            new ServiceDefinition
            {
                Name = Service,
                Image = PublishedImages.EvolutionApi.Name,
                Port = 8080,
                // Two of them would throw each other's WhatsApp session out.
                IsSingleton = true,
                UserId = 1000,
                Resources = new ResourceAmounts { CpuRequest = "100m", CpuLimit = "1", MemoryRequest = "256Mi", Memory = "1Gi" },
                Health = new HealthProbes
                {
                    Liveness = HealthProbe.Http("/") with { FailureThreshold = 6 },
                    Readiness = HealthProbe.Http("/") with { Period = TimeSpan.FromSeconds(5) },
                },
                CallsInternet = true,
                // Chatwoot by the address that an instance is given.
                Calls = [Chatwoot.Web],
                Volumes = [new VolumeMount(Sessions, "/evolution/instances"), new VolumeMount(Store, "/evolution/store")],
                Variables =
                [
                    Variable.Plain("SERVER_TYPE", "http", "Protocol that it serves."),
                    Variable.Plain("SERVER_PORT", "8080", "Port that it listens on."),
                    Variable.ServiceUrl("SERVER_URL", Service),
                    Variable.Plain("AUTHENTICATION_TYPE", "apikey", "How callers prove who they are."),
                    Variable.Secret(Key, name: "AUTHENTICATION_API_KEY"),
                    Variable.Plain("AUTHENTICATION_EXPOSE_IN_FETCH_INSTANCES", "false", "Whether the list of instances shows their keys."),
                    Variable.Plain("DATABASE_ENABLED", "false", "Whether messages are kept in a database."),
                    Variable.Plain("CACHE_REDIS_ENABLED", "false", "Whether sessions are kept in Redis; they are files on the volume."),
                    Variable.Plain("DEL_INSTANCE", "false", "Whether instances without a connection are deleted."),
                    Variable.Plain("LOG_LEVEL", "ERROR,WARN,INFO", "Severities that are logged."),
                    Variable.Plain("LOG_COLOR", "false", "Whether logs are coloured."),
                    // An instance that has a webhook of its own reports twice: one of the two must be off.
                    Variable.Plain("WEBHOOK_GLOBAL_ENABLED", "true", "Whether events of all instances are posted to WEBHOOK_GLOBAL_URL."),
                    Variable.ServiceUrl("WEBHOOK_GLOBAL_URL", service, path),
                    Variable.Plain("WEBHOOK_GLOBAL_WEBHOOK_BY_EVENTS", "false", "Whether each event has a path of its own."),
                    Variable.Plain("WEBHOOK_EVENTS_MESSAGES_UPSERT", "true", "Whether messages are reported."),
                    Variable.Plain("WEBHOOK_EVENTS_CONNECTION_UPDATE", "true", "Whether changes of the connection are reported."),
                    Variable.Optional(
                        "CONFIG_SESSION_PHONE_VERSION",
                        "Version of WhatsApp Web that sessions name, such as 2.3000.1015901307."),
                ],
            },
        ],
    };
}
