using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What a component, or the stack, gives out.</summary>
/// <param name="Urn">Whose outputs they are.</param>
/// <param name="Outputs">The serialized outputs.</param>
internal sealed record RegisterResourceOutputsRequest(string Urn, ImmutableDictionary<string, object?> Outputs);
