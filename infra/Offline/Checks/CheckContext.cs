using Infra.Offline.Plans;
using Infra.Settings;

namespace Infra.Offline.Checks;

/// <summary>What checks look at.</summary>
/// <param name="Plan">What is declared.</param>
/// <param name="Settings">The settings it was declared with.</param>
internal sealed record CheckContext(Plan Plan, StackSettings Settings)
{
    /// <summary>The rules of the environment that the plan is for.</summary>
    public EnvironmentProfile Environment => Settings.Environment;
}
