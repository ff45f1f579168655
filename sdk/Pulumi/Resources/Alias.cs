namespace Pulumi;

/// <summary>A name, type or parent that a resource had before; what is left out is as it is now.</summary>
public sealed class Alias
{
    /// <summary>The name it had.</summary>
    public Input<string>? Name { get; set; }

    /// <summary>The type token it had.</summary>
    public Input<string>? Type { get; set; }
}
