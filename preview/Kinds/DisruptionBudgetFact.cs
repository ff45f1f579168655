namespace StackPreview.Kinds;

/// <summary>A disruption budget that an operator makes.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="IsSwitch">
/// Whether <c>true</c> makes one, of more instances than one. Default: it is a map with <c>maxUnavailable</c>.
/// </param>
public sealed record DisruptionBudgetFact(string Path, bool IsSwitch = false);
