namespace Infra.Environments;

/// <summary>The environments that a stack can be of.</summary>
public static class EnvironmentCatalog
{
    /// <summary>All of them, from the one that matters least to the one that matters most.</summary>
    public static IReadOnlyList<EnvironmentTraits> All { get; } = [Dev.Traits, Stage.Traits, Prod.Traits];
}
