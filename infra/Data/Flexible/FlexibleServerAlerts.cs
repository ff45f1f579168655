using Infra.Azure;
using Infra.Environments;
using Infra.Observability;

namespace Infra.Data.Flexible;

/// <summary>
/// The alerts on a flexible server (https://learn.microsoft.com/en-us/azure/azure-monitor/reference/supported-metrics/metrics-index).
/// </summary>
internal static class FlexibleServerAlerts
{
    // Below it, a burstable server is soon as slow as its baseline.
    private const int FewCredits = 20;

    /// <summary>The alerts. They come earlier where data is protected.</summary>
    /// <param name="title">The data service in sentences.</param>
    /// <param name="settings">The settings of the server.</param>
    /// <param name="connections">The most client connections that it takes.</param>
    /// <param name="environment">The environment.</param>
    public static IEnumerable<AzureMetricAlert> Of(
        string title,
        FlexibleServerSettings settings,
        int connections,
        EnvironmentTraits environment)
    {
        var full = environment.ProtectsData ? 80 : 90;
        yield return new AzureMetricAlert(
            "storage-high",
            "storage_percent",
            full,
            Severity.Critical,
            $"{title} on Azure uses more than {full} % of its storage. Look for what grows, and raise storage.");
        yield return new AzureMetricAlert(
            "cpu-high",
            "cpu_percent",
            full,
            Severity.Warning,
            $"{title} on Azure uses more than {full} % of its CPU. Look at its slowest statements, or take a larger size.");
        yield return new AzureMetricAlert(
            "connections-high",
            "active_connections",
            Math.Floor(connections * 0.8),
            Severity.Warning,
            $"{title} on Azure has more than 80 % of its connections. Look for clients that leak connections, or take a larger size.");
        if (!settings.IsBurstable)
            yield break;
        yield return new AzureMetricAlert(
            "credits-low",
            "cpu_credits_remaining",
            FewCredits,
            Severity.Warning,
            $"{title} on Azure has few CPU credits left, and slows down without them. Take a size that is not burstable.")
        {
            IsBelow = true,
        };
    }
}
