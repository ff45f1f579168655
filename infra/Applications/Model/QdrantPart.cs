namespace Infra.Applications.Model;

/// <summary>A part of a Qdrant connection.</summary>
public enum QdrantPart
{
    /// <summary>The address of the REST API.</summary>
    Url,

    /// <summary>The key that may read and write.</summary>
    ApiKey,
}
