namespace StackPreview.Plans;

/// <summary>A port of an object that an operator creates.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Number">Its number.</param>
public sealed record OperatorPort(string Name, int Number);
