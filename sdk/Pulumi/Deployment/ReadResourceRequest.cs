namespace Pulumi;

/// <summary>A resource to read: it is there already.</summary>
/// <param name="Id">The provider's name for it.</param>
/// <param name="Request">What a registration would say of it.</param>
internal sealed record ReadResourceRequest(string Id, RegisterResourceRequest Request);
