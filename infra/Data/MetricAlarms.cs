using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Data;

/// <summary>What a plan has alarms of CloudWatch on.</summary>
internal static class MetricAlarms
{
    /// <summary>Whether somebody is told of a metric.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="dimension">What tells what is measured from others.</param>
    /// <param name="value">Its value.</param>
    public static bool Watch(Plan plan, string metric, string dimension, string value)
        => plan.OfType(AwsKinds.MetricAlarm).Any(alarm =>
            alarm.Inputs.Text("metricName") == metric
            && alarm.Inputs.Text($"dimensions.{dimension}") == value
            && alarm.Inputs.Items("alarmActions").Any());
}
