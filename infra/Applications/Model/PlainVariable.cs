namespace Infra.Applications.Model;

/// <summary>A variable whose value is written down in the definition.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Value">Its value.</param>
public sealed record PlainVariable(string Name, string Value) : Variable(Name);
