namespace Infra.Applications.Model;

/// <summary>A Qdrant vector database.</summary>
public sealed record QdrantNeed;
