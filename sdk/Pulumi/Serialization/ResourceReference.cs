namespace Pulumi.Serialization;

/// <summary>A resource within serialized values.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Urn">Its name in the whole deployment.</param>
/// <param name="Id">The provider's name for it: text, or <see cref="Unknown"/>; null for a component.</param>
internal sealed record ResourceReference(Resource Resource, string Urn, object? Id);
