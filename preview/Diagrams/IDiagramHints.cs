using StackPreview.Plans;

namespace StackPreview.Diagrams;

/// <summary>What the diagram of who reaches whom cannot know from a plan.</summary>
public interface IDiagramHints
{
    /// <summary>
    /// The groups that pods and data services stand in, in the order in which they are drawn; what is in none comes first.
    /// </summary>
    IReadOnlyList<string> Groups { get; }

    /// <summary>The ports of the API server: that data services ask it is not drawn.</summary>
    IReadOnlyList<int> ApiServerPorts { get; }

    /// <summary>What it is that data services connect to outside of the cluster, such as <c>object storage</c>.</summary>
    string OutsideOfDataServices { get; }

    /// <summary>
    /// What a component is that is drawn as one data service, with all that is in it, such as <c>database</c>; null where its parts are
    /// drawn.
    /// </summary>
    string? DataServiceOf(PlannedResource component);

    /// <summary>Whether pods are drawn: those that the platform itself needs for a release are not.</summary>
    bool IsDrawn(Pods pods);

    /// <summary>The group of the workload or data service of a name; null where it is in none.</summary>
    string? GroupOf(string name);

    /// <summary>Where requests of hosts lead.</summary>
    IEnumerable<DiagramRoute> RoutesIn(Plan plan);
}
