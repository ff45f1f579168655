using Infra.Isolation;

namespace Infra.Observability;

/// <summary>The pods to scrape.</summary>
internal sealed record MonitorsArgs
{
    /// <summary>Where the monitors are put.</summary>
    public required Placement Placement { get; init; }

    /// <summary>The pods.</summary>
    public required IEnumerable<ScrapeTarget> Targets { get; init; }
}
