using System.Globalization;
using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Data.Rds;

/// <summary>
/// What a recovery that is about to begin cannot reach: a time that has not come yet, an instance that is not there. One that exists has
/// had its recovery, whatever is still said of it.
/// </summary>
/// <param name="engine">What runs on the instances.</param>
/// <param name="clock">The clock that targets are held against.</param>
internal sealed class RdsRecoveriesAreNew(RdsEngine engine, TimeProvider clock) : IChangeRule
{
    private const string Source = "restoreToPointInTime.sourceDbInstanceIdentifier";
    private const string Time = "restoreToPointInTime.restoreTime";

    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
    {
        var existing = InstancesOf(comparison.Before).ToDictionary(IdentifierOf);
        return InstancesOf(comparison.After)
            .Where(instance => instance.Inputs.At(Source) is not null)
            .SelectMany(instance => existing.TryGetValue(IdentifierOf(instance), out var before)
                ? Late(instance, before)
                : Unreachable(instance, existing.GetValueOrDefault(instance.Inputs.Text(Source))));
    }

    // The engine ignores what one was made from, so that nothing happens.
    private static IEnumerable<ChangeFinding> Late(PlannedResource instance, PlannedResource before)
    {
        if (before.Inputs.Text(Time) == instance.Inputs.Text(Time))
            yield break;
        yield return new ChangeFinding(
            instance.StableTitle,
            $"it is to be recovered to {instance.Inputs.Text(Time)}, but it exists: an instance is recovered when it is made",
            "Take the change back; to recover, raise incarnation, which makes an instance beside it",
            IsRefused: true);
    }

    private IEnumerable<ChangeFinding> Unreachable(PlannedResource instance, PlannedResource? source)
    {
        if (source is null)
        {
            yield return new ChangeFinding(
                instance.StableTitle,
                $"it is to be recovered from {instance.Inputs.Text(Source)}, which is not there",
                "Set incarnation to the one after the instance that serves, or remove recover",
                IsRefused: true);
            yield break;
        }

        var text = instance.Inputs.Text(Time);
        var target = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var now = clock.GetUtcNow();
        if (target > now)
        {
            yield return new ChangeFinding(
                instance.StableTitle,
                $"it is to be recovered to {text}, which has not come yet: the recovery would fail",
                "Set recover.targetTime to a time that is past by five minutes or more",
                IsRefused: true);
        }

        var days = source.Inputs.Number("backupRetentionPeriod") ?? 0;
        if (target < now.AddDays(-days))
        {
            yield return new ChangeFinding(
                instance.StableTitle,
                $"it is to be recovered to {text}, which is before the recovery window of {days} days: RDS keeps nothing older",
                "Set recover.targetTime to a later time, or restore a snapshot by hand",
                IsRefused: true);
        }
    }

    private static string IdentifierOf(PlannedResource instance) => instance.Inputs.Text("identifier");

    private IEnumerable<PlannedResource> InstancesOf(Plan plan)
        => plan.OfType(AwsKinds.DatabaseInstance).Where(instance => instance.Inputs.Text("engine") == engine.Name);
}
