namespace Pulumi;

/// <summary>Marks the constructor of an output class; its parameters bear the names on the wire.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
public sealed class OutputConstructorAttribute : Attribute;
