namespace Infra.Observability;

/// <summary>An alert, and when it fires.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Expression">The condition, in PromQL.</param>
/// <param name="For">How long it must hold.</param>
/// <param name="Severity">How much it matters, one of <see cref="Observability.Severity"/>.</param>
/// <param name="Summary">What is wrong, one sentence.</param>
/// <param name="Action">What to look at first, one sentence.</param>
/// <param name="Runbook">
/// The page of docs/runbooks/alerts that says what to do, without <c>.md</c>: of alerts that several services have, one of
/// <see cref="Runbooks"/>.
/// </param>
internal sealed record AlertRule(
    string Name,
    string Expression,
    TimeSpan For,
    string Severity,
    string Summary,
    string Action,
    string Runbook)
{
    /// <summary>
    /// The outage that it tells of where it is critical, and that it follows from where it is a warning: the warnings of an outage are not
    /// sent while it lasts. Default: none.
    /// </summary>
    public string? Outage { get; init; }
}
