using System.Text.RegularExpressions;
using Sdk.Generator.Model;

namespace Sdk.Generator.Reading;

/// <summary>Reads resources. What follows from something else is not stated in the schema but derived here.</summary>
internal sealed class ResourceReader(string packageNamespace, bool argsSealed, PropertyReader properties)
{
    private static readonly Regex Placeholder = new(@"(?<=\{)\w+(?=\})", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>The name of a resource's argument class: that of the resource and <c>Args</c>, unless the schema states another.</summary>
    public static TypeName ArgsName(string packageNamespace, SchemaNode node) =>
        node.Find("args") is { } stated
            ? DeclaredTypes.ReadName(packageNamespace, stated.String(), stated)
            : DeclaredTypes.ReadName(packageNamespace, node.Required("class") + "Args", node);

    public ResourceSchema Read(string token, SchemaNode node)
    {
        node.AllowOnly("class", "args", "constants", "aliases", "inputs", "outputs");
        var inputs = node.Find("inputs") is { } inputsNode ? properties.ReadInputs(inputsNode) : default;
        var constants = ReadConstants(node, inputs);
        var template = ReadTemplate(token, inputs, node);
        var provider = token.StartsWith(ResourceSchema.ProviderPrefix, StringComparison.Ordinal);
        return new ResourceSchema(
            token,
            DeclaredTypes.ReadName(packageNamespace, node.Required("class"), node),
            new ArgsSchema(ArgsName(packageNamespace, node), argsSealed || provider, inputs, template),
            ArgsOptional: template is null && (constants.Count > 0 || !inputs.Any(static input => input.Required)),
            constants,
            node.Find("aliases") is { } aliases ? aliases.Items().Select(static item => item.String()).ToEquatableArray() : default,
            node.Find("outputs") is { } outputs ? properties.ReadOutputs(outputs, "secret") : default);
    }

    private static EquatableArray<ConstantInput> ReadConstants(SchemaNode node, EquatableArray<InputProperty> inputs)
    {
        var constants = new List<ConstantInput>();
        foreach (var member in node.Find("constants")?.Members() ?? [])
        {
            if (FindString(inputs, member.Key) is { } input)
            {
                constants.Add(new ConstantInput(input.Name, member.Value.String()));
            }
            else
            {
                member.Value.Fault("a constant must be one of the inputs, a string.");
            }
        }

        return constants.ToEquatableArray();
    }

    private static TokenTemplate? ReadTemplate(string token, EquatableArray<InputProperty> inputs, SchemaNode node)
    {
        var names = Placeholder.Matches(token).Cast<Match>().Select(static match => match.Value).ToEquatableArray();
        foreach (var name in names.Where(name => FindString(inputs, name) is null))
        {
            node.Fault($"'{{{name}}}' in the token must be one of the inputs, a string.");
        }

        return names.Count == 0 ? null : new TokenTemplate(token, names);
    }

    private static InputProperty? FindString(EquatableArray<InputProperty> inputs, string wire) => inputs.FirstOrDefault(input =>
        string.Equals(input.Wire, wire, StringComparison.Ordinal) && input.Type is TypeRef.Named { CSharp: "string" });
}
