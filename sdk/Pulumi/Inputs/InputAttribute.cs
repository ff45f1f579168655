namespace Pulumi;

/// <summary>Marks a property or field of an argument class that is sent to the engine.</summary>
/// <param name="name">The name on the wire.</param>
/// <param name="required">Whether leaving it out is an error.</param>
/// <param name="json">Whether the value is sent as a JSON string.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class InputAttribute(string name, bool required = false, bool json = false) : Attribute
{
    internal string Name { get; } = name;

    internal bool IsRequired { get; } = required;

    internal bool IsJson { get; } = json;
}
