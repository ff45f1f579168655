using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Tests.Support;

/// <summary>Inputs of a resource as an engine sees them, value by value.</summary>
internal static class FlatInputs
{
    /// <summary>The values by their path, such as <c>spec.containers[0].image</c>.</summary>
    public static ImmutableSortedDictionary<string, string> Of(IReadOnlyDictionary<string, object> inputs)
    {
        var flat = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in inputs)
            Add(key, value);
        return flat.ToImmutable();

        void Add(string path, object? value)
        {
            switch (value)
            {
                case IReadOnlyDictionary<string, object> map:
                    foreach (var (key, item) in map)
                        Add($"{path}.{key}", item);
                    break;
                case ImmutableArray<object> list:
                    foreach (var (index, item) in list.Index())
                        Add($"{path}[{index}]", item);
                    break;
                default:
                    flat.Add(path, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
                    break;
            }
        }
    }
}
