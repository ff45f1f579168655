using Infra.Isolation;

namespace Infra.Observability;

/// <summary>Alerts in groups.</summary>
internal sealed record AlertRulesArgs
{
    /// <summary>Where the rules are put.</summary>
    public required Placement Placement { get; init; }

    /// <summary>The alerts by what they watch.</summary>
    public required IEnumerable<AlertGroup> Groups { get; init; }

    /// <summary>The base address of the pages of runbooks. Default: none, and alerts have no link.</summary>
    public Uri? Runbooks { get; init; }
}
