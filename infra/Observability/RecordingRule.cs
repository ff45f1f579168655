namespace Infra.Observability;

/// <summary>A series that Prometheus keeps of an expression.</summary>
/// <param name="Name">The name of the series.</param>
/// <param name="Expression">The expression, in PromQL.</param>
/// <param name="Objective">The value of its label <c>objective</c>.</param>
internal sealed record RecordingRule(string Name, string Expression, string Objective)
{
    /// <summary>The label that tells which objective a series or an alert is about.</summary>
    public const string ObjectiveLabel = "objective";
}
