using System.Collections.Immutable;
using StackPreview.Kinds;

namespace StackPreview.Running;

/// <summary>How a program is run without an engine, and what its plan says about itself.</summary>
public sealed record RunOptions
{
    /// <summary>The project's name, as in Pulumi.yaml.</summary>
    public required string Project { get; init; }

    /// <summary>The stack's name.</summary>
    public required string Stack { get; init; }

    /// <summary>The facts of all that the program registers. Default: those of <see cref="KindCatalog.BuiltIn"/>.</summary>
    public KindCatalog Kinds { get; init; } = KindCatalog.Default;

    /// <summary>The configuration by full key, such as <c>shop:replicas</c>; structured values as JSON. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The full keys of secret configuration. Each has a placeholder for a value. Default: none.</summary>
    public IReadOnlyCollection<string> Secrets { get; init; } = [];

    /// <summary>
    /// Whether no secret of the run is a real one: all come from <see cref="Secrets"/> and from resources that generate them. Then the
    /// plan has fingerprints of how they are declared, by which a comparison sees that one changes. Of a real one, a fingerprint would let
    /// whoever has the plan try out guesses. Default: false.
    /// </summary>
    public bool AllSecretsArePlaceholders { get; init; }

    /// <summary>What it is the plan of: only plans of one application are compared. Default: the project's name.</summary>
    public string? Application { get; init; }

    /// <summary>The environment's name. Default: the stack's.</summary>
    public string? Environment { get; init; }

    /// <summary>
    /// The namespace that everything is in: what is named after it counts as the same in a comparison of two stacks. Default: none.
    /// </summary>
    public string Namespace { get; init; } = "";

    /// <summary>Whether a change is refused that loses data; else it is warned of. Default: true.</summary>
    public bool ProtectsData { get; init; } = true;
}
