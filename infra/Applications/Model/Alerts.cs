namespace Infra.Applications.Model;

/// <summary>An alert on a metric of a workload: it is a warning for what is above a bound for five minutes.</summary>
/// <param name="Name">
/// What the alert is called behind the workload's name: letters and digits, the first one a capital, such as <c>DeadLetters</c>.
/// </param>
/// <param name="Metric">The metric, as the workload writes it: letters, digits and '_', the first one no digit.</param>
public sealed record MetricAlert(string Name, string Metric)
{
    /// <summary>The highest value that is well; of several pods or series, the largest counts. Default: 0.</summary>
    public double Bound { get; init; }

    /// <summary>What is wrong, one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>What to look at first, one sentence.</summary>
    public required string Action { get; init; }

    /// <summary>
    /// The page of docs/runbooks/alerts that says what to do, without <c>.md</c>: lower-case letters and digits, with '-' between them.
    /// </summary>
    public required string Runbook { get; init; }
}
