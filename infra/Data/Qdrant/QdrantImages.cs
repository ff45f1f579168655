namespace Infra.Data.Qdrant;

/// <summary>The image of Qdrant.</summary>
internal static class QdrantImages
{
    /// <summary>The variant that runs without root.</summary>
    public const string Server = "docker.io/qdrant/qdrant:v1.19.0-unprivileged";
}
