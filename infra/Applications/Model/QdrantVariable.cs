namespace Infra.Applications.Model;

/// <summary>A variable that holds a part of the Qdrant connection.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Part">Which part.</param>
public sealed record QdrantVariable(string Name, QdrantPart Part) : Variable(Name);
