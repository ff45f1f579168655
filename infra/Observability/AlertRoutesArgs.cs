using System.Collections.Immutable;
using Infra.Isolation;
using Infra.Secrets;
using Infra.Settings;

namespace Infra.Observability;

/// <summary>Where alerts go.</summary>
internal sealed record AlertRoutesArgs
{
    /// <summary>Where the routes are put.</summary>
    public required Placement Placement { get; init; }

    /// <summary>The channels.</summary>
    public required AlertSettings Settings { get; init; }

    /// <summary>The store that has some secrets; null where the stack file has all of them.</summary>
    public required SecretStore? Store { get; init; }

    /// <summary>The names of the supplied secrets that are set.</summary>
    public required ImmutableHashSet<string> Supplied { get; init; }
}
