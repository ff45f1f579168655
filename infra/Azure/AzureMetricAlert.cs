using System.Collections.Immutable;
using Infra.Settings;
using Pulumi;
using Pulumi.AzureNative.Monitor;
using Pulumi.AzureNative.Monitor.Inputs;

namespace Infra.Azure;

/// <summary>An alert on what Azure Monitor measures, for what Prometheus cannot see.</summary>
/// <param name="Name">What it is called, after the name of what it watches.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Threshold">The value that is not to be passed.</param>
/// <param name="Severity">Whether somebody must act now, as of an alert of Prometheus.</param>
/// <param name="Summary">What is wrong, and what to look at first.</param>
internal sealed record AzureMetricAlert(string Name, string Metric, double Threshold, string Severity, string Summary)
{
    // https://learn.microsoft.com/en-us/azure/azure-monitor/alerts/alerts-overview: from 0, critical, to 4, verbose.
    private static readonly ImmutableDictionary<string, int> Levels =
        ImmutableDictionary<string, int>.Empty.Add("critical", 0).Add("warning", 2);

    /// <summary>Whether it is less that is wrong, as of a server that is alive. Default: it is more.</summary>
    public bool IsBelow { get; init; }

    /// <summary>How values of a window become one. Default: their average.</summary>
    public string Aggregation { get; init; } = "Average";

    /// <summary>How long the window is, an ISO 8601 duration. Default: a quarter of an hour.</summary>
    public string Window { get; init; } = "PT15M";

    /// <summary>Declares it.</summary>
    /// <param name="service">The name of the data service.</param>
    /// <param name="scope">The resource id of what is measured.</param>
    /// <param name="account">The subscription.</param>
    /// <param name="parent">The component that it is a part of.</param>
    public void Declare(string service, Input<string> scope, AzureAccount account, Resource parent)
    {
        var name = $"{service}-{Name}";
        _ = new MetricAlert(
            name,
            new MetricAlertArgs
            {
                RuleName = account.NameOf(name),
                ResourceGroupName = account.ResourceGroup,
                // Rules are in no location of their own.
                Location = "global",
                Description = Summary,
                Enabled = true,
                AutoMitigate = true,
                Severity = Levels[Severity],
                EvaluationFrequency = "PT5M",
                WindowSize = Window,
                Scopes = { scope },
                Criteria = new MetricAlertSingleResourceMultipleMetricCriteriaArgs
                {
                    OdataType = "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
                    AllOf =
                    {
                        new MetricCriteriaArgs
                        {
                            CriterionType = "StaticThresholdCriterion",
                            Name = Metric,
                            MetricName = Metric,
                            Operator = IsBelow ? Operator.LessThan : Operator.GreaterThan,
                            Threshold = Threshold,
                            TimeAggregation = Aggregation,
                        },
                    },
                },
                Actions = { new MetricAlertActionArgs { ActionGroupId = account.ActionGroup } },
                Tags = InputMap<string>.Merge(account.Tags, new InputMap<string> { [CloudTags.Severity] = Severity }),
            },
            account.ChildOf(parent));
    }
}
