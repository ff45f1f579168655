using System.Collections.Immutable;

namespace StackPreview.Diagrams;

/// <summary>That one node may open connections to another.</summary>
/// <param name="From">The place of the one that connects among the diagram's nodes.</param>
/// <param name="To">The place of the one that is connected to.</param>
/// <param name="Ports">The ports; none where every port is open.</param>
internal sealed record DiagramEdge(int From, int To, ImmutableSortedSet<int> Ports);
