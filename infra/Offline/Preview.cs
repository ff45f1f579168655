using System.Collections.Immutable;
using Infra.Offline.Checks;
using Infra.Offline.Plans;
using Infra.Offline.Running;
using Infra.Settings;

namespace Infra.Offline;

/// <summary>What a preview shows: the plan, the verdicts on it, and what must be set before it is deployed.</summary>
/// <param name="Settings">The settings of the stack.</param>
/// <param name="Plan">What the stack declares.</param>
/// <param name="Checks">The verdicts.</param>
internal sealed record Preview(StackSettings Settings, Plan Plan, ImmutableArray<CheckResult> Checks)
{
    /// <summary>Whether every check holds.</summary>
    public bool IsPassed => Checks.All(check => check.IsPassed);

    /// <summary>The alerts of the plan.</summary>
    public IEnumerable<PlannedAlert> Alerts => PlannedAlert.In(Plan);

    /// <summary>What workloads are allowed beyond the restricted Pod Security Standard, for those who review it.</summary>
    public IEnumerable<SecurityExemption> Exemptions => SecurityExemption.In(Settings.Application);

    /// <summary>Runs the stack in this process and checks what it declares.</summary>
    public static async Task<Preview> RunAsync(StackSettings settings, string stack)
    {
        var plan = await OfflineRun.RunAsync(settings, stack);
        return new Preview(settings, plan, CheckCatalog.Run(new CheckContext(plan, settings)));
    }
}
