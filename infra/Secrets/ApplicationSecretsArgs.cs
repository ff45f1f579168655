using System.Collections.Immutable;
using Infra.Applications.Model;

namespace Infra.Secrets;

/// <summary>The secrets of an application.</summary>
internal sealed record ApplicationSecretsArgs
{
    /// <summary>The secrets.</summary>
    public required IEnumerable<SecretDefinition> Secrets { get; init; }

    /// <summary>The names of the supplied secrets that are set.</summary>
    public required ImmutableHashSet<string> Supplied { get; init; }

    /// <summary>The generation of each generated secret, by name.</summary>
    public required ImmutableDictionary<string, int> Generations { get; init; }

    /// <summary>Whether generated values are protected against deletion: what was made with them is worth nothing without them.</summary>
    public required bool Protect { get; init; }
}
