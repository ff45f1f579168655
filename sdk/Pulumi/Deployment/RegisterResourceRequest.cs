using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A resource to register, with all that it waits for awaited.</summary>
/// <param name="Resource">The resource object.</param>
/// <param name="IsCustom">Whether a provider deploys it.</param>
/// <param name="Inputs">Its serialized arguments; none for a component.</param>
/// <param name="ParentUrn">The URN of its parent; empty for the stack.</param>
/// <param name="Provider">The reference of its explicit provider; empty for the default one.</param>
/// <param name="Dependencies">The URNs of the resources it depends on.</param>
/// <param name="PropertyDependencies">Of these, those that a property was computed from, by the property's name.</param>
/// <param name="Options">Its options, with what it inherits.</param>
internal sealed record RegisterResourceRequest(
    Resource Resource,
    bool IsCustom,
    ImmutableDictionary<string, object?> Inputs,
    string ParentUrn,
    string Provider,
    ImmutableArray<string> Dependencies,
    ImmutableDictionary<string, ImmutableArray<string>> PropertyDependencies,
    ResourceOptions Options);
