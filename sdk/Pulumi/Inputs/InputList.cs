using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A list argument. Its items are inputs of their own: one of them can be secret while the others are not.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>
{
    // Most lists are written down item by item: these are kept as they are, until something that must be waited for comes in.
    private ImmutableArray<Input<T>> _items = [];
    private Output<ImmutableArray<Input<T>>>? _parts;

    /// <summary>An empty list.</summary>
    public InputList() { }

    private InputList(IEnumerable<Input<T>> items) => _items = [.. items];

    private InputList(Output<ImmutableArray<Input<T>>> parts) => _parts = parts;

    internal override Output<ImmutableArray<T>> Value => _parts is null ? Whole(_items) : _parts.Apply(Whole);

    private protected override IOutput Parts => AllParts;

    private Output<ImmutableArray<Input<T>>> AllParts => _parts ?? Output.Create(_items);

    /// <summary>A list of one plain item.</summary>
    public static implicit operator InputList<T>(T value) => new([value]);

    /// <summary>A list of one item.</summary>
    public static implicit operator InputList<T>(Output<T> value) => new([value]);

    /// <inheritdoc cref="op_Implicit(Output{T})"/>
    public static implicit operator InputList<T>(Input<T> value) => new([value]);

    /// <summary>A list of plain items.</summary>
    public static implicit operator InputList<T>(T[] values) => new(values.Select(AsInput));

    /// <summary>A list of outputs.</summary>
    public static implicit operator InputList<T>(Output<T>[] values) => new(values.Select(AsInput));

    /// <summary>A list of inputs.</summary>
    public static implicit operator InputList<T>(Input<T>[] values) => new(values);

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(List<T> values) => new(values.Select(AsInput));

    /// <inheritdoc cref="op_Implicit(Output{T}[])"/>
    public static implicit operator InputList<T>(List<Output<T>> values) => new(values.Select(AsInput));

    /// <inheritdoc cref="op_Implicit(Input{T}[])"/>
    public static implicit operator InputList<T>(List<Input<T>> values) => new(values);

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(ImmutableArray<T> values) => new(values.Select(AsInput));

    /// <inheritdoc cref="op_Implicit(Output{T}[])"/>
    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values) => new(values.Select(AsInput));

    /// <inheritdoc cref="op_Implicit(Input{T}[])"/>
    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => new(values);

    /// <summary>A list that another resource gives.</summary>
    public static implicit operator InputList<T>(Output<T[]> values) => new(values.Apply(AsParts));

    /// <inheritdoc cref="op_Implicit(Output{T[]})"/>
    public static implicit operator InputList<T>(Output<List<T>> values) => new(values.Apply(AsParts));

    /// <inheritdoc cref="op_Implicit(Output{T[]})"/>
    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => new(values.Apply(AsParts));

    /// <inheritdoc cref="op_Implicit(Output{T[]})"/>
    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) => new(values.Apply(items => AsParts(items)));

    /// <summary>Adds items.</summary>
    public void Add(params Input<T>[] inputs)
    {
        if (_parts is null)
            _items = _items.AddRange(inputs);
        else
            _parts = _parts.Apply(parts => parts.AddRange(inputs));
    }

    /// <summary>Adds the items of another list.</summary>
    public void Add(InputList<T> inputs) => AddRange(inputs);

    /// <inheritdoc cref="Add(InputList{T})"/>
    public void AddRange(InputList<T> inputs)
    {
        var both = Concat(inputs);
        (_items, _parts) = (both._items, both._parts);
    }

    /// <summary>A list of the items of both; neither is changed.</summary>
    public InputList<T> Concat(InputList<T> other)
        => _parts is null && other._parts is null
            ? new(_items.AddRange(other._items))
            : new(Output.Tuple(AllParts, other.AllParts).Apply(lists => lists.Item1.AddRange(lists.Item2)));

    /// <summary>The items, each an input of its own; none where the list is not known.</summary>
    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var parts = (await AllParts.Data).As<ImmutableArray<Input<T>>>();
        foreach (var part in parts.IsDefault ? [] : parts)
            yield return part;
    }

    IEnumerator IEnumerable.GetEnumerator()
        => throw new NotSupportedException(
            $"A {GetType().FullName} cannot be synchronously enumerated. Use {nameof(GetAsyncEnumerator)} instead.");

    private static Output<ImmutableArray<T>> Whole(ImmutableArray<Input<T>> items) => Output.All(items.AsEnumerable());

    private static ImmutableArray<Input<T>> AsParts(IEnumerable<T> items) => [.. items.Select(AsInput)];

    private static Input<T> AsInput(T item) => item;

    private static Input<T> AsInput(Output<T> item) => item;
}
