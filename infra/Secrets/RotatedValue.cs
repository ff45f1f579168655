using Pulumi;

namespace Infra.Secrets;

/// <summary>A generated value and the one before it.</summary>
/// <param name="Current">The value of this generation, always a secret.</param>
/// <param name="Previous">The value of the generation before, always a secret; null in the first.</param>
internal sealed record RotatedValue(Output<string> Current, Output<string>? Previous)
{
    /// <summary>Both, the current one first.</summary>
    public Output<string>[] All => Previous is null ? [Current] : [Current, Previous];
}
