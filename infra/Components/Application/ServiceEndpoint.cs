namespace Infra.Components.Application;

/// <summary>A service of the application, as the edge reaches it.</summary>
/// <param name="Service">The name of the Kubernetes service.</param>
/// <param name="Port">Its port.</param>
/// <param name="IsPublic">Whether it is reached from outside.</param>
internal sealed record ServiceEndpoint(string Service, int Port, bool IsPublic)
{
    /// <summary>A path that answers beside the public ones and is not for the outside; null for none.</summary>
    public string? InternalPath { get; init; }
}
