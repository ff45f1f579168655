using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A call of a provider's function.</summary>
/// <param name="Token">The function's token.</param>
/// <param name="Args">Its arguments, without secrets and unknowns.</param>
/// <param name="Provider">The reference of the explicit provider; empty for the default one.</param>
/// <param name="Version">The version of the provider plugin; empty for any.</param>
internal sealed record InvokeRequest(string Token, ImmutableDictionary<string, object?> Args, string Provider, string Version);
