namespace Infra.Observability.Alerts;

/// <summary>Alerts on volumes that fill up.</summary>
internal static class VolumeAlerts
{
    /// <summary>The alerts of a data service's volumes.</summary>
    /// <param name="prefix">What the alerts' names begin with.</param>
    /// <param name="service">The data service, as it is told to people.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="claims">A regular expression of the claims' names.</param>
    /// <param name="grow">How a volume is made larger.</param>
    public static IEnumerable<AlertRule> Of(string prefix, string service, string ns, string claims, string grow)
    {
        var selector = Selector.OfVolumes(ns, claims);
        var free = $"min(kubelet_volume_stats_available_bytes{{{selector}}} / kubelet_volume_stats_capacity_bytes{{{selector}}})";
        yield return new AlertRule(
            $"{prefix}VolumeFilling",
            $"{free} < 0.2",
            TimeSpan.FromMinutes(15),
            Severity.Warning,
            $"A volume of {service} is more than 80 % full.",
            $"See what piles up, or {grow}: volumes can grow, not shrink.",
            Runbooks.VolumeFilling);
        yield return new AlertRule(
            $"{prefix}VolumeFull",
            $"{free} < 0.05",
            TimeSpan.FromMinutes(5),
            Severity.Critical,
            $"A volume of {service} is more than 95 % full.",
            $"Now {grow}: writes fail when it is full.",
            Runbooks.VolumeFilling);
    }
}
