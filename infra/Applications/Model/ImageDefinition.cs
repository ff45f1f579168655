namespace Infra.Applications.Model;

/// <summary>An image that workloads name.</summary>
/// <param name="Name">The name, a key of <c>infra:release.images</c>: lower-case letters, digits and '-'.</param>
public sealed record ImageDefinition(string Name)
{
    /// <summary>The reference of an image that others publish, with a version. Null for the application's own.</summary>
    public string? Published { get; init; }

    /// <summary>How the application's own image is built from its folder. Default: from its Dockerfile.</summary>
    public ImageBuild Build { get; init; } = new();
}
