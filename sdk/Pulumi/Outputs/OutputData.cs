using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What an <see cref="Output{T}"/> resolves to: a value and what is known about it.</summary>
/// <param name="Value">The value; the type's default where it is not known.</param>
/// <param name="IsKnown">False in a preview, where the value is decided by the deployment to come.</param>
/// <param name="IsSecret">True where the value must not be shown or stored in plain text.</param>
/// <param name="Resources">The resources the value was computed from.</param>
internal sealed record OutputData<T>(T Value, bool IsKnown, bool IsSecret, ImmutableHashSet<Resource> Resources)
{
    public static OutputData<T> Known(T value) => new(value, IsKnown: true, IsSecret: false, []);

    public OutputData<TOther> With<TOther>(TOther value) => new(value, IsKnown, IsSecret, Resources);
}
