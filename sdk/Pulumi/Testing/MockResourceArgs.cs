using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>A resource as it is registered.</summary>
public class MockResourceArgs
{
    /// <summary>The type token.</summary>
    public string? Type { get; set; }

    /// <summary>The name the program gave it.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// Its arguments: strings, booleans, doubles, immutable arrays and dictionaries; secrets in plain text, unknowns left out.
    /// </summary>
    public ImmutableDictionary<string, object> Inputs { get; set; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>The reference of its explicit provider; empty for the default one.</summary>
    public string? Provider { get; set; }

    /// <summary>The id of the real resource it takes over; empty for none.</summary>
    public string? Id { get; set; }
}
