using Infra.Settings;
using StackPreview.Plans;

namespace Infra.Checks;

/// <summary>What checks look at: the plan, and the settings that it was declared with.</summary>
/// <param name="plan">What is declared.</param>
/// <param name="settings">The settings it was declared with.</param>
internal sealed class CheckContext(Plan plan, StackSettings settings) : PlanView(plan)
{
    /// <summary>The settings it was declared with.</summary>
    public StackSettings Settings { get; } = settings;

    /// <summary>The rules of the environment that the plan is for.</summary>
    public EnvironmentProfile Environment => Settings.Environment;

    /// <summary>The templates of the application's workloads, by the workload's name.</summary>
    public ILookup<string, PodTemplate> TemplatesByWorkload => field ??= Templates.ToLookup(template => template.Workload);
}
