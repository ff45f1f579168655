namespace Sdk.Generator.Model;

/// <summary>All that the source of an operator declares, with every name resolved.</summary>
/// <param name="Operator">The operator's name.</param>
/// <param name="Version">Its version, without a <c>v</c> in front.</param>
/// <param name="Origin">Where its custom resource definitions of that version are published.</param>
/// <param name="Namespace">The namespace of the classes.</param>
/// <param name="Kinds">Its custom resources.</param>
/// <param name="Types">The objects they are made of.</param>
internal sealed record OperatorSchema(
    string Operator,
    string Version,
    string Origin,
    string Namespace,
    EquatableArray<CustomResourceKind> Kinds,
    EquatableArray<ObjectSchema> Types)
{
    /// <summary>The kind of an API version, or null.</summary>
    public CustomResourceKind? FindKind(string apiVersion, string kind) => Kinds.FirstOrDefault(candidate =>
        string.Equals(candidate.ApiVersion, apiVersion, StringComparison.Ordinal)
        && string.Equals(candidate.Kind, kind, StringComparison.Ordinal));

    /// <summary>The object that a type is, or null: what else it is, is a type of C# or of Kubernetes itself.</summary>
    public ObjectSchema? FindType(TypeRef type) => type is TypeRef.Named named
        ? Types.FirstOrDefault(candidate => string.Equals(candidate.Class.Global, named.CSharp, StringComparison.Ordinal))
        : null;
}
