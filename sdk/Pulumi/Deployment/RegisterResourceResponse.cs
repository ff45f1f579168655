using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A registered resource's identity and state.</summary>
/// <param name="Urn">Its name in the whole deployment.</param>
/// <param name="Id">The provider's name for it; null where it is not known.</param>
/// <param name="State">Its serialized outputs.</param>
internal sealed record RegisterResourceResponse(string Urn, string? Id, ImmutableDictionary<string, object?> State)
{
    /// <summary>Whether the resource is deployed; else what its state leaves out stays unknown.</summary>
    public bool IsDeployed { get; init; } = true;
}
