using System.Collections.Immutable;

namespace Pulumi;

/// <summary>
/// What an <see cref="Output{T}"/> resolves to: a value and what is known about it. The value's type is the output's affair: were it one
/// of this class too, each type of values would have tasks and state machines of its own, and a program would spend its start on loading
/// them.
/// </summary>
/// <param name="Value">The value; null where it is not known.</param>
/// <param name="IsKnown">False in a preview, where the value is decided by the deployment to come.</param>
/// <param name="IsSecret">True where the value must not be shown or stored in plain text.</param>
/// <param name="Resources">The resources the value was computed from.</param>
internal sealed record OutputData(object? Value, bool IsKnown, bool IsSecret, ImmutableHashSet<Resource> Resources)
{
    public static OutputData Known(object? value) => new(value, IsKnown: true, IsSecret: false, []);

    /// <summary>The data of all: unknown where one is unknown, secret where one is secret.</summary>
    public static async Task<OutputData> AllAsync(IReadOnlyList<IOutput> outputs, Func<OutputData[], object> combine)
    {
        var all = new OutputData[outputs.Count];
        var (isKnown, isSecret, resources) = (true, false, ImmutableHashSet<Resource>.Empty);
        for (var index = 0; index < all.Length; index++)
        {
            var data = all[index] = await outputs[index].GetDataAsync();
            isKnown &= data.IsKnown;
            isSecret |= data.IsSecret;
            resources = resources.Union(data.Resources);
        }

        return new OutputData(isKnown ? combine(all) : null, isKnown, isSecret, resources);
    }

    /// <summary>What the function makes of the data once they are there; the result keeps their secretness and dependencies.</summary>
    public static async Task<OutputData> ThenAsync(ValueTask<OutputData> pending, Func<OutputData, ValueTask<OutputData>> func)
    {
        var data = await pending;
        if (!data.IsKnown)
            return data with { Value = null };

        var inner = await func(data);
        return new OutputData(inner.Value, inner.IsKnown, data.IsSecret || inner.IsSecret, data.Resources.Union(inner.Resources));
    }

    /// <summary>Whether the data are secret, once they are there.</summary>
    public static async Task<bool> IsSecretAsync(ValueTask<OutputData> pending) => (await pending).IsSecret;

    /// <summary>Whether the value is known, once the data are there.</summary>
    public static async Task<bool> IsKnownAsync(ValueTask<OutputData> pending) => (await pending).IsKnown;

    /// <summary>The value as the output's type; the type's default where there is none.</summary>
    public T As<T>() => Value is null ? default! : (T)Value;
}
