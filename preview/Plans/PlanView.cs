namespace StackPreview.Plans;

/// <summary>
/// What checks look at. Views of the plan are made once, so that the cost of all checks grows with the plan and no faster.
/// </summary>
/// <param name="plan">What is declared.</param>
public class PlanView(Plan plan)
{
    /// <summary>What is declared.</summary>
    public Plan Plan { get; } = plan;

    /// <summary>Every pod template.</summary>
    public IReadOnlyList<PodTemplate> Templates => field ??= [.. PodTemplate.In(Plan)];

    /// <summary>All pods, of workloads and of operators.</summary>
    public PodIndex Pods => field ??= new PodIndex(Plans.Pods.In(Plan));

    /// <summary>What the network policies allow.</summary>
    public NetworkModel Network => field ??= new NetworkModel(Plan);
}
