using StackPreview.Plans;

namespace StackPreview.Diagrams;

/// <summary>That requests of a host lead to a service.</summary>
/// <param name="Host">The host.</param>
/// <param name="Service">The name of the Service.</param>
/// <param name="From">Who hands them on, which policies must let in; null where that is not known.</param>
public sealed record DiagramRoute(string Host, string Service, NetworkPeer? From);
