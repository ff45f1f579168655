using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>Takes secrets and unknowns out of serialized values: one within makes the whole secret, or unknown.</summary>
internal static class Plain
{
    public static OutputData<object?> Of(object? serialized)
    {
        switch (serialized)
        {
            case Unknown:
                return OutputData<object?>.Known(null) with { IsKnown = false };
            case Secret secret:
                return Of(secret.Value) with { IsSecret = true };
            case ImmutableArray<object?> items:
                return Combine(items.Select(Of), values => values.ToImmutableArray());
            case ImmutableDictionary<string, object?> entries:
                var keys = entries.Keys.ToList();
                return Combine(keys.Select(key => Of(entries[key])), values => keys.Zip(values, KeyValuePair.Create).ToImmutableDictionary());
            default:
                return OutputData<object?>.Known(serialized);
        }
    }

    private static OutputData<object?> Combine(IEnumerable<OutputData<object?>> parts, Func<IEnumerable<object?>, object> combine)
    {
        var known = parts.ToList();
        return new OutputData<object?>(
            combine(known.Select(part => part.Value)), known.TrueForAll(part => part.IsKnown), known.Exists(part => part.IsSecret), []);
    }
}
