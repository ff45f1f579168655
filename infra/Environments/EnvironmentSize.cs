namespace Infra.Environments;

/// <summary>How much is expected of an environment.</summary>
public enum EnvironmentSize
{
    /// <summary>One developer, or a few.</summary>
    Small,

    /// <summary>Testers, and tests under load.</summary>
    Medium,

    /// <summary>The users.</summary>
    Large,
}
