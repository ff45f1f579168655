using System.Collections.Immutable;

namespace Infra.Applications.Model;

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
