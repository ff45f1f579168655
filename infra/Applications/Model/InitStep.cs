namespace Infra.Applications.Model;

/// <summary>What runs to completion in a pod before its containers start, such as fetching a model. It must be safe to run twice.</summary>
public sealed record InitStep : ContainerDefinition
{
    /// <summary>The time that a rollout waits for it, from 1 second to 1 day. Default: 5 minutes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);
}
