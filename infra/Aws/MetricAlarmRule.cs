using Pulumi;
using Pulumi.Aws.CloudWatch;

namespace Infra.Aws;

/// <summary>An alarm on what CloudWatch measures, for what Prometheus cannot see.</summary>
/// <param name="Name">What it is called, after the name of what it watches.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Threshold">The value that is not to be passed.</param>
/// <param name="Severity">Whether somebody must act now, as of an alert of Prometheus.</param>
/// <param name="Summary">What is wrong, and what to look at first.</param>
internal sealed record MetricAlarmRule(string Name, string Metric, double Threshold, string Severity, string Summary)
{
    /// <summary>The key of the tag that says it, as the label of an alert of Prometheus does.</summary>
    public const string SeverityTag = "severity";

    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html: one value a minute.
    private const int PeriodSeconds = 300;
    private const int Periods = 3;

    /// <summary>Whether it is less that is wrong, as with free storage. Default: it is more.</summary>
    public bool IsBelow { get; init; }

    /// <summary>Declares it.</summary>
    /// <param name="service">The name of the data service.</param>
    /// <param name="ns">The namespace of the metric.</param>
    /// <param name="dimension">What tells what is measured from others.</param>
    /// <param name="account">The account.</param>
    /// <param name="parent">The component that it is a part of.</param>
    public void Declare(string service, string ns, KeyValuePair<string, string> dimension, AwsAccount account, Resource parent)
    {
        var name = $"{service}-{Name}";
        _ = new MetricAlarm(
            name,
            new MetricAlarmArgs
            {
                Name = account.NameOf(name),
                AlarmDescription = Summary,
                Namespace = ns,
                MetricName = Metric,
                Dimensions = { [dimension.Key] = dimension.Value },
                Statistic = "Average",
                Period = PeriodSeconds,
                EvaluationPeriods = Periods,
                ComparisonOperator = IsBelow ? "LessThanThreshold" : "GreaterThanThreshold",
                Threshold = Threshold,
                // An instance that is away measures nothing; that it is, the events say.
                TreatMissingData = "missing",
                AlarmActions = { account.Alarms.Arn },
                OkActions = { account.Alarms.Arn },
                Tags = { [SeverityTag] = Severity },
            },
            account.ChildOf(parent, account.Alarms.Ready));
    }
}
