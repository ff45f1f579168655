using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>Takes secrets and unknowns out of serialized values: one within makes the whole secret, or unknown.</summary>
internal static class Plain
{
    public static OutputData Of(object? serialized)
    {
        var (isKnown, isSecret) = (true, false);
        var plain = Unwrap(serialized);
        return new OutputData(plain, isKnown, isSecret, []);

        // Collections are immutable: what has neither secrets nor unknowns in it is returned as it came.
        object? Unwrap(object? part)
        {
            switch (part)
            {
                case Unknown:
                    isKnown = false;
                    return null;
                case ResourceReference reference:
                    return reference.Resource;
                case Secret secret:
                    isSecret = true;
                    return Unwrap(secret.Value);
                case ImmutableArray<object?> items:
                    var unwrapped = ImmutableArray.CreateRange(items, Unwrap);
                    return unwrapped.SequenceEqual(items) ? part : unwrapped;
                case ImmutableDictionary<string, object?> entries:
                    foreach (var (key, value) in entries)
                        entries = entries.SetItem(key, Unwrap(value));
                    return entries;
                default:
                    return part;
            }
        }
    }
}
