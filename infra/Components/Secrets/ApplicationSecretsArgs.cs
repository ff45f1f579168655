using System.Collections.Immutable;
using Infra.Applications.Model;

namespace Infra.Components.Secrets;

/// <summary>The secrets of an application.</summary>
internal sealed record ApplicationSecretsArgs
{
    /// <summary>The secrets.</summary>
    public required IEnumerable<SecretDefinition> Secrets { get; init; }

    /// <summary>The names of the supplied secrets that are set.</summary>
    public required ImmutableHashSet<string> Supplied { get; init; }
}
