using System.Collections.Immutable;

namespace StackPreview.Plans;

/// <summary>An object that an operator creates because of a custom resource.</summary>
/// <param name="Kind">Its kind, such as <c>Secret</c>.</param>
/// <param name="Name">Its name.</param>
public sealed record OperatorObject(string Kind, string Name)
{
    /// <summary>The keys of a Secret or ConfigMap.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];

    /// <summary>The labels that selectors find it by.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The ports of a Service or Pod.</summary>
    public ImmutableArray<OperatorPort> Ports { get; init; } = [];
}
