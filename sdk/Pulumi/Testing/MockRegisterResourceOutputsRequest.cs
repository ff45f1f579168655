using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Pulumi.Testing;

/// <summary>What a component, or the stack, gives out.</summary>
/// <param name="urn">The URN of whose outputs they are.</param>
/// <param name="outputs">The outputs by name.</param>
public class MockRegisterResourceOutputsRequest(string urn, ImmutableDictionary<string, Output<object?>> outputs)
{
    /// <summary>The URN of whose outputs they are.</summary>
    [SuppressMessage("Design", "CA1051", Justification = "The official package has a field.")]
    public readonly string Urn = urn;

    /// <summary>The outputs by name.</summary>
    [SuppressMessage("Design", "CA1051", Justification = "The official package has a field.")]
    public readonly ImmutableDictionary<string, Output<object?>> Outputs = outputs;
}
