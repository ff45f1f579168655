using System.Text.Json.Nodes;
using Infra.Offline.Plans;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Offline.Running;

/// <summary>Reads outputs, inputs and unions, whose value type is only known while the program runs.</summary>
internal abstract class WrapperReader
{
    private static readonly Dictionary<Type, Type> Readers = new()
    {
        [typeof(Output<>)] = typeof(OutputReader<>),
        [typeof(InputMap<>)] = typeof(MapReader<>),
        [typeof(InputList<>)] = typeof(ListReader<>),
        [typeof(Input<>)] = typeof(InputReader<>),
        [typeof(Union<,>)] = typeof(UnionReader<,>),
    };

    /// <summary>The reader of a type; null where it wraps nothing.</summary>
    public static WrapperReader? For(Type type)
    {
        for (var candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            if (candidate.IsGenericType && Readers.TryGetValue(candidate.GetGenericTypeDefinition(), out var reader))
                return (WrapperReader)Activator.CreateInstance(reader.MakeGenericType(candidate.GetGenericArguments()))!;
        }

        return null;
    }

    /// <summary>Reads what the wrapper holds.</summary>
    public abstract Task<JsonNode?> ReadAsync(object wrapper, InputReader reader);

    private sealed class OutputReader<T> : WrapperReader
    {
        public override Task<JsonNode?> ReadAsync(object wrapper, InputReader reader) => reader.ReadOutputAsync((Output<T>)wrapper);
    }

    private sealed class InputReader<T> : WrapperReader
    {
        public override Task<JsonNode?> ReadAsync(object wrapper, InputReader reader) => reader.ReadOutputAsync(((Input<T>)wrapper).ToOutput());
    }

    private sealed class UnionReader<T0, T1> : WrapperReader
    {
        public override Task<JsonNode?> ReadAsync(object wrapper, InputReader reader) => reader.ReadAsync(((Union<T0, T1>)wrapper).Value);
    }

    /// <summary>Reads a list item by item, so that one secret item does not hide the others.</summary>
    private sealed class ListReader<T> : WrapperReader
    {
        public override async Task<JsonNode?> ReadAsync(object wrapper, InputReader reader)
        {
            var list = (InputList<T>)wrapper;
            var items = new JsonArray();
            await foreach (var item in list)
                items.Add(await reader.ReadOutputAsync(item.ToOutput()));
            await reader.AddDependenciesAsync(list.ToOutput());
            return await IsSecretAsAWholeAsync(list.ToOutput(), items) ? JsonValue.Create(PlannedResource.Masked) : items;
        }
    }

    /// <summary>Reads a map entry by entry. Where it was made secret as a whole, every value is masked; the keys are not secret.</summary>
    private sealed class MapReader<T> : WrapperReader
    {
        public override async Task<JsonNode?> ReadAsync(object wrapper, InputReader reader)
        {
            var map = (InputMap<T>)wrapper;
            var entries = new List<(string Key, JsonNode? Value)>();
            await foreach (var entry in map)
            {
                var output = entry.ToOutput();
                var key = (await OutputUtilities.GetValueAsync(output)).Key;
                entries.Add((key, await reader.ReadOutputAsync(output.Apply(pair => pair.Value))));
            }

            var result = new JsonObject();
            foreach (var (key, value) in entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                result[key] = value;
            await reader.AddDependenciesAsync(map.ToOutput());
            if (await IsSecretAsAWholeAsync(map.ToOutput(), result))
            {
                foreach (var (key, _) in entries)
                    result[key] = PlannedResource.Masked;
            }

            return result;
        }
    }

    // A collection is secret as soon as a part of it is. It was made secret itself where none of its parts is.
    private static async Task<bool> IsSecretAsAWholeAsync<T>(Output<T> collection, JsonNode parts)
        => await Output.IsSecretAsync(collection) && !parts.ToJsonString().Contains(PlannedResource.Masked);
}
