using Infra.Applications.Model;

namespace Infra.Applications;

/// <summary>
/// How an RQ worker is probed, which has no port: by what RQ itself keeps in Redis
/// (https://python-rq.org/docs/workers/).
/// </summary>
internal static class RqHealth
{
    private const string Redis = "import os, redis; connection = redis.from_url(os.environ['REDIS_URL']); ";

    // A worker's registration is renewed with each heartbeat, and ends when these stay out.
    private const string Registered = Redis
        + "import rq, socket, sys; "
        + "sys.exit(not any(worker.hostname == socket.gethostname() for worker in rq.Worker.all(connection)))";

    /// <summary>The probes.</summary>
    public static HealthProbes Probes { get; } = new()
    {
        Startup = Ask(Registered),
        // Ten minutes, so that Redis may restart without all workers following it.
        Liveness = Ask(Registered) with { FailureThreshold = 10 },
        Readiness = Ask(Redis + "connection.ping()"),
    };

    /// <summary>Exports the metrics of the queues beside a worker.</summary>
    /// <param name="redis">The variable <c>RQ_REDIS_URL</c>.</param>
    public static SidecarDefinition Exporter(Variable redis) => new()
    {
        Name = "rq-exporter",
        Image = PublishedImages.RqExporter.Name,
        Port = 9726,
        Liveness = HealthProbe.Http("/"),
        MetricsPath = "/metrics",
        Resources = new ResourceAmounts { CpuRequest = "20m", CpuLimit = "200m", Memory = "96Mi", Scratch = "32Mi" },
        Variables = [redis],
    };

    // Python takes its time to start.
    private static HealthProbe Ask(string program)
        => HealthProbe.Run("python", "-c", program) with { Period = TimeSpan.FromMinutes(1), Timeout = TimeSpan.FromSeconds(20) };
}
