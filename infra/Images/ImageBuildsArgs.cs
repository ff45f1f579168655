using Infra.Settings;

namespace Infra.Images;

/// <summary>The images that are built.</summary>
internal sealed record ImageBuildsArgs
{
    /// <summary>The settings of the stack: the release, the registry, and where the application's folder is.</summary>
    public required StackSettings Settings { get; init; }

    /// <summary>What images are pushed to, where the stack makes it.</summary>
    public required ImageRepositories? Repositories { get; init; }
}
