using static Infra.Tests.Platform.Observability.AlertCase;
using static Infra.Tests.Platform.Observability.Samples;

namespace Infra.Tests.Platform.Observability.Cases;

/// <summary>Volumes of a data service that fill up.</summary>
internal static class VolumeCases
{
    /// <summary>The cases of a data service.</summary>
    /// <param name="prefix">What its alerts' names begin with.</param>
    /// <param name="filling">A claim of it that fills up.</param>
    /// <param name="roomy">A claim of it that does not.</param>
    public static IEnumerable<AlertCase> Of(string prefix, string filling, string roomy)
    {
        foreach (var (alert, percent) in new[] { ($"{prefix}VolumeFilling", 20), ($"{prefix}VolumeFull", 5) })
        {
            yield return Firing(
                alert,
                $"{filling} has {percent - 1} % left",
                [.. Volume(filling, percent - 1), .. roomy == filling ? [] : Volume(roomy, 90)]);
            yield return Quiet(alert, $"{filling} has {percent} % left", [.. Volume(filling, percent)]);
            yield return Quiet(alert, "nothing is scraped");
        }
    }

    private static (string, string)[] Volume(string claim, int free) =>
    [
        (Exporter.OfVolume("kubelet_volume_stats_available_bytes", claim), Always(free)),
        (Exporter.OfVolume("kubelet_volume_stats_capacity_bytes", claim), Always(100)),
    ];
}
