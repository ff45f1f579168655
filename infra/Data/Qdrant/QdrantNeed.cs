using Infra.Applications.Model;

namespace Infra.Data.Qdrant;

/// <summary>A Qdrant vector database.</summary>
public sealed record QdrantNeed : DataServiceNeed
{
    /// <inheritdoc/>
    public override string Service => QdrantService.ServiceName;
}

/// <summary>A part of a Qdrant connection.</summary>
public enum QdrantPart
{
    /// <summary>The address of the REST API.</summary>
    Url,

    /// <summary>The key that may read and write.</summary>
    ApiKey,

    /// <summary>The path of the certificate that the server is verified with; left out where it speaks plain HTTP.</summary>
    CaFile,
}

/// <summary>A variable that holds a part of the Qdrant connection.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Part">Which part.</param>
public sealed record QdrantVariable(string Name, QdrantPart Part) : ConnectionVariable(Name)
{
    /// <inheritdoc/>
    public override string Service => QdrantService.ServiceName;

    /// <summary>The address of the REST API.</summary>
    public static QdrantVariable Url(string name) => new(name, QdrantPart.Url);

    /// <summary>The key that may read and write.</summary>
    public static QdrantVariable ApiKey(string name) => new(name, QdrantPart.ApiKey);

    /// <summary>The path of the certificate that the server is verified with; left out where it speaks plain HTTP.</summary>
    public static QdrantVariable CaFile(string name) => new(name, QdrantPart.CaFile);
}
