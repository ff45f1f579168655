namespace StackPreview.Plans;

/// <summary>A port of pods.</summary>
/// <param name="Pods">The pods.</param>
/// <param name="Port">The port.</param>
public sealed record PodPort(Pods Pods, int Port);
