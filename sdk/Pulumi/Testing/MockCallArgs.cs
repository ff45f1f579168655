using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>A call of a provider's function.</summary>
public class MockCallArgs
{
    /// <summary>The function's token.</summary>
    public string? Token { get; set; }

    /// <summary>Its arguments.</summary>
    public ImmutableDictionary<string, object> Args { get; set; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>The reference of the explicit provider; empty for the default one.</summary>
    public string? Provider { get; set; }
}
