namespace Infra.Settings;

/// <summary>A port of the pods of another namespace that have a label.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Label">The label's name.</param>
/// <param name="Value">The label's value.</param>
/// <param name="Port">The port that the pods listen on.</param>
public sealed record PodTarget(string Namespace, string Label, string Value, int Port);
