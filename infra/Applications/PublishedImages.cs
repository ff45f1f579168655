using Infra.Applications.Model;

namespace Infra.Applications;

/// <summary>The images of others that applications run, each with its version. A stack file can name another one.</summary>
internal static class PublishedImages
{
    /// <summary>
    /// The last version of Evolution API that keeps its sessions in files, as its users' volumes hold them
    /// (https://doc.evolution-api.com).
    /// </summary>
    public static ImageDefinition EvolutionApi { get; } = new("evolution-api") { Published = "docker.io/atendai/evolution-api:v1.8.2" };

    /// <summary>Chatwoot, a desk for conversations (https://www.chatwoot.com/docs/self-hosted).</summary>
    public static ImageDefinition Chatwoot { get; } = new("chatwoot") { Published = "docker.io/chatwoot/chatwoot:v4.0.1" };

    /// <summary>Copies files from and to object storages (https://rclone.org).</summary>
    public static ImageDefinition Rclone { get; } = new("rclone")
    {
        Published = "docker.io/rclone/rclone:1.75.2@sha256:2687085f718d3c628f7fdfb77c52a1d344332aed543110bb88088f2c70d43eb5",
    };

    /// <summary>Metrics of RQ's queues and workers (https://github.com/mdawar/rq-exporter).</summary>
    public static ImageDefinition RqExporter { get; } = new("rq-exporter") { Published = "docker.io/mdawar/rq-exporter:v3.1.0" };
}
