using static Infra.Tests.Platform.Observability.AlertCase;
using static Infra.Tests.Platform.Observability.Samples;

namespace Infra.Tests.Platform.Observability.Cases;

/// <summary>Containers of a data service that crash.</summary>
internal static class CrashCases
{
    private static readonly TimeSpan LongAfter = TimeSpan.FromHours(2);

    /// <summary>The cases of a data service.</summary>
    /// <param name="prefix">What its alerts' names begin with.</param>
    /// <param name="pod">Its pod.</param>
    public static IEnumerable<AlertCase> Of(string prefix, string pod)
    {
        return
        [
            Firing(
                $"{prefix}CrashLooping",
                "its server crashes as soon as it starts",
                Restarts(pod, "server", Growing(1)),
                Restarts(pod, "exporter", Always(0))
            ) with
            {
                Since = null,
                At = LongAfter,
            },
            Firing(
                $"{prefix}CrashLooping",
                "a container beside it crashes",
                Restarts(pod, "server", Always(0)),
                Restarts(pod, "exporter", Growing(1))
            ) with
            {
                Since = null,
                At = LongAfter,
            },
            Quiet($"{prefix}CrashLooping", "it crashed three times", Restarts(pod, "server", Stepping(2, times: 3))) with
            {
                At = LongAfter,
            },
            Quiet(
                $"{prefix}CrashLooping",
                "another pod crashes",
                Restarts(pod, "server", Always(0)),
                Restarts("other-0", "server", Growing(1))
            ) with
            {
                At = LongAfter,
            },
        ];
    }

    private static (string, string) Restarts(string pod, string container, string samples)
        => (Exporter.OfObject("kube_pod_container_status_restarts_total", ("pod", pod), ("container", container), ("uid", pod)), samples);
}
