using System.Collections.Immutable;

namespace StackPreview.Kinds;

/// <summary>
/// The content of an object that may be immutable: where its field <c>immutable</c> is true, or where its provider takes every change for
/// another object.
/// </summary>
/// <param name="Fields">The fields.</param>
/// <param name="MutableSwitch">The provider's argument that lets it change, where <c>immutable</c> does not say otherwise.</param>
public sealed record ContentFact(ImmutableArray<string> Fields, string MutableSwitch);
