using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A map argument. Its values are inputs of their own: one of them can be secret while the others are not.</summary>
/// <typeparam name="TValue">The type of the values.</typeparam>
public sealed class InputMap<TValue>
    : Input<ImmutableDictionary<string, TValue>>, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>
{
    // Most maps are written down entry by entry: these are kept as they are, until something that must be waited for comes in.
    private ImmutableDictionary<string, Input<TValue>> _entries = ImmutableDictionary<string, Input<TValue>>.Empty;
    private Output<ImmutableDictionary<string, Input<TValue>>>? _parts;

    /// <summary>An empty map.</summary>
    public InputMap() { }

    private InputMap(Output<ImmutableDictionary<string, Input<TValue>>> parts) => _parts = parts;

    private InputMap(IEnumerable<KeyValuePair<string, TValue>> entries) => _entries = AsParts(entries);

    internal override Output<ImmutableDictionary<string, TValue>> Value => _parts is null ? Whole(_entries) : _parts.Apply(Whole);

    private protected override IOutput Parts => AllParts;

    private Output<ImmutableDictionary<string, Input<TValue>>> AllParts => _parts ?? Output.Create(_entries);

    /// <summary>Adds a value. A key that is there already, with another value, makes the whole map fail.</summary>
    public Input<TValue> this[string key]
    {
        set => Add(key, value);
    }

    /// <summary>The values of the second map, and those of the first for keys that the second has not.</summary>
    public static InputMap<TValue> Merge(InputMap<TValue> first, InputMap<TValue> second)
        => new(Output.Tuple(first.AllParts, second.AllParts).Apply(maps => maps.Item1.SetItems(maps.Item2)));

    /// <summary>A map of plain values.</summary>
    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) => new(values);

    /// <inheritdoc cref="op_Implicit(Dictionary{string, TValue})"/>
    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values)
        => new((IEnumerable<KeyValuePair<string, TValue>>)values);

    /// <summary>A map that another resource gives.</summary>
    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values) => new(values.Apply(AsParts));

    /// <inheritdoc cref="op_Implicit(Output{Dictionary{string, TValue}})"/>
    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values) => new(values.Apply(AsParts));

    /// <inheritdoc cref="op_Implicit(Output{Dictionary{string, TValue}})"/>
    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values) => new(values.Apply(AsParts));

    /// <inheritdoc cref="this[string]"/>
    public void Add(string key, Input<TValue> value)
    {
        if (_parts is null && !_entries.ContainsKey(key))
            _entries = _entries.Add(key, value);
        else
            _parts = AllParts.Apply(parts => parts.SetItem(key, parts.TryGetValue(key, out var there) ? Same(key, there, value) : value));
    }

    /// <summary>Adds the values of another map.</summary>
    public void Add(InputMap<TValue> values) => AddRange(values);

    /// <inheritdoc cref="Add(InputMap{TValue})"/>
    public void AddRange(InputMap<TValue> values)
        => _parts = Output.Tuple(AllParts, values.AllParts).Apply(maps => maps.Item1.AddRange(maps.Item2));

    /// <summary>The entries, each an input of its own; none where the map is not known.</summary>
    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        foreach (var (key, value) in (await AllParts.Data).As<ImmutableDictionary<string, Input<TValue>>?>() ?? [])
            yield return value.Apply(v => KeyValuePair.Create(key, v));
    }

    IEnumerator IEnumerable.GetEnumerator()
        => throw new NotSupportedException(
            $"A {GetType().FullName} cannot be synchronously enumerated. Use {nameof(GetAsyncEnumerator)} instead.");

    private static Output<ImmutableDictionary<string, TValue>> Whole(ImmutableDictionary<string, Input<TValue>> entries)
        => Output.All(entries.Values).Apply(values =>
        {
            var whole = ImmutableDictionary.CreateBuilder<string, TValue>();
            foreach (var key in entries.Keys)
                whole.Add(key, values[whole.Count]);
            return whole.ToImmutable();
        });

    // Whether two inputs are the same is known only once their values are.
    private static Output<TValue> Same(string key, Input<TValue> first, Input<TValue> second)
        => Output.Tuple(first, second).Apply(values => EqualityComparer<TValue>.Default.Equals(values.Item1, values.Item2)
            ? values.Item1
            : throw new ArgumentException($"The key '{key}' is there already, with another value.", nameof(key)));

    private static ImmutableDictionary<string, Input<TValue>> AsParts(IEnumerable<KeyValuePair<string, TValue>> values)
        => values.ToImmutableDictionary(entry => entry.Key, entry => (Input<TValue>)entry.Value);
}
