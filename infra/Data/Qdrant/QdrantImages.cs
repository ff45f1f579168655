namespace Infra.Data.Qdrant;

/// <summary>The image of Qdrant.</summary>
internal static class QdrantImages
{
    /// <summary>The variant that runs without root.</summary>
    public const string Server =
        "docker.io/qdrant/qdrant:v1.19.2-unprivileged@sha256:efb96a9425a90d2d5a1a0a474156280df1892dcdf1af3e8515bd2589b1bfd88b";
}
