using Infra.Kubernetes.Traefik;

namespace Infra.Edge;

/// <summary>A middleware with the name by which routes use it.</summary>
/// <param name="Name">
/// The name. That of what only some routes pass through says what it does, and has a '.', which no name of a workload has.
/// </param>
/// <param name="Spec">What it does.</param>
internal sealed record NamedMiddleware(string Name, MiddlewareSpecArgs Spec);
