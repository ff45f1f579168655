namespace StackPreview.Comparison;

/// <summary>What else happens because of a change.</summary>
/// <param name="Title">The workload.</param>
/// <param name="Reason">Why, without a full stop.</param>
public sealed record Consequence(string Title, string Reason);
