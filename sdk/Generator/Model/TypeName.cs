namespace Sdk.Generator.Model;

/// <summary>The name of a class to be generated.</summary>
internal sealed record TypeName(string Namespace, string Name)
{
    public string FullName => $"{Namespace}.{Name}";

    /// <summary>
    /// The name as generated code writes it: rooted, because <c>Pulumi.Kubernetes</c> has a <c>CustomResource</c> and a <c>Provider</c> of
    /// its own.
    /// </summary>
    public string Global => $"global::{FullName}";

    public static TypeName Parse(string fullName)
    {
        var dot = fullName.LastIndexOf('.');
        return new TypeName(fullName.Substring(0, dot), fullName.Substring(dot + 1));
    }
}
