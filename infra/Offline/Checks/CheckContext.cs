using Infra.Offline.Plans;
using Infra.Settings;

namespace Infra.Offline.Checks;

/// <summary>What checks look at. Views of the plan are made once, so that the cost of all checks grows with the plan and no faster.</summary>
/// <param name="plan">What is declared.</param>
/// <param name="settings">The settings it was declared with.</param>
internal sealed class CheckContext(Plan plan, StackSettings settings)
{
    /// <summary>What is declared.</summary>
    public Plan Plan { get; } = plan;

    /// <summary>The settings it was declared with.</summary>
    public StackSettings Settings { get; } = settings;

    /// <summary>The rules of the environment that the plan is for.</summary>
    public EnvironmentProfile Environment => Settings.Environment;

    /// <summary>Every pod template.</summary>
    public IReadOnlyList<PodTemplate> Templates => field ??= [.. PodTemplate.In(Plan)];

    /// <summary>The templates of the application's workloads, by the workload's name.</summary>
    public ILookup<string, PodTemplate> TemplatesByWorkload => field ??= Templates.ToLookup(template => template.Workload);

    /// <summary>All pods, of workloads and of operators.</summary>
    public PodIndex Pods => field ??= new PodIndex(Plans.Pods.In(Plan));

    /// <summary>What the network policies allow.</summary>
    public NetworkModel Network => field ??= new NetworkModel(Plan);
}
