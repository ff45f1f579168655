using Microsoft.CodeAnalysis.CSharp;
using Sdk.Generator.Model;

namespace Sdk.Generator.Reading;

/// <summary>
/// The classes a schema declares, found by as much of the end of their names as tells them apart: <c>ContainerArgs</c>, or
/// <c>Core.V1.ContainerArgs</c> should there be another one. Inputs refer to argument classes, outputs to output types, both to enums.
/// </summary>
internal sealed class DeclaredTypes
{
    private readonly HashSet<TypeName> _all = [];
    private readonly List<TypeName> _inputs = [];
    private readonly List<TypeName> _outputs = [];
    private readonly Dictionary<string, EnumType> _enums = new(StringComparer.Ordinal);

    public void AddResource(TypeName name, SchemaNode node) => Declare(name, node);

    public void AddInput(TypeName name, SchemaNode node)
    {
        Declare(name, node);
        _inputs.Add(name);
    }

    public void AddOutput(TypeName name, SchemaNode node)
    {
        Declare(name, node);
        _outputs.Add(name);
    }

    public void AddEnum(EnumType type, SchemaNode node)
    {
        Declare(type.Class, node);
        _enums[type.Class.Global] = type;
    }

    /// <summary>The enum a resolved type is, or null.</summary>
    public EnumType? EnumOf(TypeRef type) =>
        type is TypeRef.Named named && _enums.TryGetValue(named.CSharp, out var found) ? found : null;

    public TypeRef Resolve(string reference, bool input, SchemaNode node)
    {
        var ending = "." + reference;
        var candidates = (input ? _inputs : _outputs)
            .Concat(_enums.Values.Select(static type => type.Class))
            .Where(name => name.FullName.EndsWith(ending, StringComparison.Ordinal))
            .ToList();
        if (candidates.Count != 1)
        {
            node.Fault(candidates.Count == 0
                ? $"this schema declares no {(input ? "input type" : "output type")} or enum '{reference}'."
                : $"'{reference}' can be {string.Join(" or ", candidates.Select(static name => name.FullName))}; write more of its name.");
        }

        return new TypeRef.Named(candidates.Count == 0 ? "object" : candidates[0].Global);
    }

    /// <summary>Reads the name of a class, given relative to the package's namespace.</summary>
    public static TypeName ReadName(string packageNamespace, string relative, SchemaNode node)
    {
        if (relative.Length > 0 && !Array.TrueForAll(relative.Split('.'), SyntaxFacts.IsValidIdentifier))
        {
            node.Fault($"'{relative}' is not the name of a C# class.");
        }

        return TypeName.Parse($"{packageNamespace}.{relative}");
    }

    private void Declare(TypeName name, SchemaNode node)
    {
        if (!_all.Add(name))
        {
            node.Fault($"a class {name.FullName} is declared elsewhere in this schema.");
        }
    }
}
