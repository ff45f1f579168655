using System.Collections.Immutable;
using Infra.Values;

namespace Infra.Applications.Model;

/// <summary>An image that workloads name.</summary>
/// <param name="Name">The name, a key of <c>infra:release.images</c>: lower-case letters, digits and '-'.</param>
public sealed record ImageDefinition(string Name)
{
    /// <summary>The reference of an image that others publish, with a version. Null for the application's own.</summary>
    public ImageReference? Published { get; init; }

    /// <summary>How the application's own image is built from its folder. Default: from its Dockerfile.</summary>
    public ImageBuild Build { get; init; } = new();
}

/// <summary>How an image is built from the application's folder.</summary>
public sealed record ImageBuild
{
    /// <summary>The folder that is sent to the builder, within the application's. Default: that folder itself.</summary>
    public string Context { get; init; } = ".";

    /// <summary>The Dockerfile, within <see cref="Context"/>.</summary>
    public string Dockerfile { get; init; } = "Dockerfile";

    /// <summary>The stage to build. Default: the last one.</summary>
    public string? Target { get; init; }

    /// <summary>The build arguments by name.</summary>
    public ImmutableSortedDictionary<string, string> Arguments { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What it is built for, as the nodes are.</summary>
    public string Platform { get; init; } = "linux/amd64";
}
