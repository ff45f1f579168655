using System.Collections.Immutable;

namespace Infra.Observability;

/// <summary>The alerts of one thing that is watched.</summary>
/// <param name="Name">What they watch: a data service or a workload.</param>
/// <param name="Rules">The alerts.</param>
internal sealed record AlertGroup(string Name, ImmutableArray<AlertRule> Rules)
{
    /// <summary>The series that Prometheus keeps for them. Default: none.</summary>
    public ImmutableArray<RecordingRule> Records { get; init; } = [];

    /// <summary>That of what nobody here watches.</summary>
    public static AlertGroup None(string name) => new(name, []);
}
