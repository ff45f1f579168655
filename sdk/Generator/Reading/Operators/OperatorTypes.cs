using System.Text.RegularExpressions;
using Sdk.Generator.Model;

namespace Sdk.Generator.Reading.Operators;

/// <summary>
/// The types that a field of a custom resource can have: those of the source, by their names, and those of Kubernetes itself, by the
/// names they go by in Go: <c>corev1.ResourceRequirements</c>.
/// </summary>
internal sealed class OperatorTypes(string @namespace)
{
    private const string Kubernetes = "Pulumi.Kubernetes.Types.Inputs";

    private static readonly Regex Qualified = new(
        @"^(?<group>[a-z]+)(?<version>v\d\w*)\.(?<name>\w+)$",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    private readonly Dictionary<string, SchemaNode> _declared = new(StringComparer.Ordinal);
    private readonly List<KubernetesType> _kubernetes = [];
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>The types of Kubernetes that were referred to so far.</summary>
    public EquatableArray<KubernetesType> OfKubernetes => _kubernetes.Distinct().ToEquatableArray();

    /// <summary>The names of the source's own types that were referred to so far.</summary>
    public IReadOnlyCollection<string> Used => _used;

    /// <summary>Tells of a type of the source.</summary>
    public void Declare(string name, SchemaNode node) => _declared[name] = node;

    /// <summary>The entry of a type of the source; a fault of the node that refers to it where there is none.</summary>
    public SchemaNode? Find(string name, SchemaNode node)
    {
        if (_declared.TryGetValue(name, out var found))
        {
            return found;
        }

        node.Fault($"this source declares no type '{name}'; types of Kubernetes are written like corev1.{name}.");
        return null;
    }

    /// <summary>The class of a type of the source.</summary>
    public TypeName ClassOf(string name) => new(@namespace, $"{name}Args");

    /// <summary>The type that a name stands for.</summary>
    public TypeRef Resolve(string name, SchemaNode node)
    {
        if (Qualified.Match(name) is { Success: true } match)
        {
            return OfGroup(match, node);
        }

        if (Find(name, node) is not null)
        {
            _used.Add(name);
        }

        return new TypeRef.Named(ClassOf(name).Global);
    }

    private TypeRef.Named OfGroup(Match match, SchemaNode node)
    {
        var (group, version, name) = (match.Groups["group"].Value, match.Groups["version"].Value, match.Groups["name"].Value);
        var type = new TypeName($"{Kubernetes}.{Capital(group)}.{Capital(version)}", $"{name}Args");
        var missing = node.AsFault($"there is no {type.FullName}; '{match.Value}' is no type of Kubernetes.");
        _kubernetes.Add(new KubernetesType(type.FullName, missing));
        return new TypeRef.Named(type.Global);
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
