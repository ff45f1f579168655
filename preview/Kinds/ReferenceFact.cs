using System.Collections.Immutable;

namespace StackPreview.Kinds;

/// <summary>A field that names a Secret or a ConfigMap of the same namespace.</summary>
/// <param name="Field">The field: its name, wherever it stands, or its path, where it has dots.</param>
/// <param name="Kind">The kind of what it names: <c>Secret</c> or <c>ConfigMap</c>.</param>
public sealed record ReferenceFact(string Field, string Kind)
{
    /// <summary>The name of the kind Secret.</summary>
    public const string Secret = "Secret";

    /// <summary>The name of the kind ConfigMap.</summary>
    public const string ConfigMap = "ConfigMap";

    /// <summary>The field within it that holds the name; empty where it is the name itself. Default: <c>name</c>.</summary>
    public string NameField { get; init; } = "name";

    /// <summary>The keys that must be there. Default: those that its fields <c>key</c> and <c>items</c> ask for.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];
}
