using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pulumi;

namespace StackPreview.Capture;

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

    // What most objects have. These are compiled before the program starts, as no type is that is only put together while it runs.
    private static readonly Dictionary<Type, WrapperReader> Common = new()
    {
        [typeof(Input<string>)] = new InputReader<string>(),
        [typeof(Input<int>)] = new InputReader<int>(),
        [typeof(Input<bool>)] = new InputReader<bool>(),
        [typeof(InputList<string>)] = new ListReader<string>(),
        [typeof(InputMap<string>)] = new MapReader<string>(),
    };

    /// <summary>The reader of a type; null where it wraps nothing.</summary>
    public static WrapperReader? For(Type type)
    {
        if (Common.TryGetValue(type, out var common))
            return common;
        for (var candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            if (candidate.IsGenericType && Readers.TryGetValue(candidate.GetGenericTypeDefinition(), out var reader))
                return (WrapperReader)Activator.CreateInstance(reader.MakeGenericType(candidate.GetGenericArguments()))!;
        }

        return null;
    }

    /// <summary>Reads what the wrapper holds.</summary>
    public abstract JsonNode? Read(object wrapper, InputReader reader);

    // The items of a collection, each an output of its own, so that one that is secret does not hide the others.
    private static List<Output<T>> PartsOf<T>(IAsyncEnumerable<Input<T>> collection)
        => collection.Select(part => part.ToOutput()).ToListAsync().AsTask().GetAwaiter().GetResult();

    private sealed class OutputReader<T> : WrapperReader
    {
        public override JsonNode? Read(object wrapper, InputReader reader) => reader.ReadOutput((Output<T>)wrapper);
    }

    private sealed class InputReader<T> : WrapperReader
    {
        public override JsonNode? Read(object wrapper, InputReader reader) => reader.ReadOutput(((Input<T>)wrapper).ToOutput());
    }

    private sealed class UnionReader<T0, T1> : WrapperReader
    {
        public override JsonNode? Read(object wrapper, InputReader reader) => reader.Read(((Union<T0, T1>)wrapper).Value);
    }

    private sealed class ListReader<T> : WrapperReader
    {
        public override JsonNode? Read(object wrapper, InputReader reader)
        {
            var list = (InputList<T>)wrapper;
            Output<ImmutableArray<T>> whole = list.ToOutput();
            if (!reader.IsSecret(whole))
                return reader.ReadOutput(whole);

            // A list is secret as soon as an item is. It was made secret itself where none is.
            reader.Depend(whole);
            var items = PartsOf(list);
            return items.Exists(reader.IsSecret)
                ? new JsonArray([.. items.Select(reader.ReadOutput)])
                : reader.Mask(InputReader.ValueOf(whole));
        }
    }

    private sealed class MapReader<T> : WrapperReader
    {
        public override JsonNode? Read(object wrapper, InputReader reader)
        {
            var map = (InputMap<T>)wrapper;
            Output<ImmutableDictionary<string, T>> whole = map.ToOutput();
            if (!reader.IsSecret(whole))
                return reader.ReadOutput(whole);

            // A map is secret as soon as a value is. It was made secret itself where none is; its keys are not secret.
            reader.Depend(whole);
            var entries = PartsOf(map);
            var allAreSecret = !entries.Exists(reader.IsSecret);
            var result = new JsonObject();
            foreach (var entry in entries.OrderBy(entry => InputReader.ValueOf(entry).Key, StringComparer.Ordinal))
            {
                result[InputReader.ValueOf(entry).Key] = allAreSecret
                    ? reader.Mask(InputReader.ValueOf(entry).Value)
                    : reader.ReadOutput(entry.Apply(pair => pair.Value));
            }

            return result;
        }
    }
}
