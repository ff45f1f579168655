namespace Infra.Offline.Plans;

/// <summary>An alert that a plan declares.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="For">How long its condition must hold.</param>
/// <param name="Summary">What is wrong when it fires.</param>
internal sealed record PlannedAlert(string Name, string Severity, string For, string Summary)
{
    /// <summary>The alerts of a plan, those that need somebody now first.</summary>
    public static IEnumerable<PlannedAlert> In(Plan plan)
        => from resource in plan.OfKind("PrometheusRule")
           from ruleGroup in resource.Inputs.Items("spec.groups")
           from rule in ruleGroup.Items("rules")
           let alert = new PlannedAlert(rule.Text("alert"), rule.Text("labels.severity"), rule.Text("for"), rule.Text("annotations.summary"))
           orderby alert.Severity, alert.Name
           select alert;
}
