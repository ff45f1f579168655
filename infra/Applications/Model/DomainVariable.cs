namespace Infra.Applications.Model;

/// <summary>A variable that holds the domain of the stack, <c>infra:edge.domain</c>.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Format">What stands around it, with {0} in its place.</param>
public sealed record DomainVariable(string Name, string Format) : Variable(Name);
