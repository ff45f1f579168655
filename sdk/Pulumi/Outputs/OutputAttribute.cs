namespace Pulumi;

/// <summary>Marks a property that registration fills in, or that a stack gives out.</summary>
/// <param name="name">The name on the wire. Default: the property's name.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute(string? name = null) : Attribute
{
    /// <summary>The name on the wire; null for the property's name.</summary>
    public string? Name { get; } = name;
}
