namespace Pulumi;

/// <summary>A value of one of two types.</summary>
/// <typeparam name="T0">The first type.</typeparam>
/// <typeparam name="T1">The second type.</typeparam>
public readonly struct Union<T0, T1> : IEquatable<Union<T0, T1>>, IUnion
{
    private readonly T0? _item0;
    private readonly T1? _item1;

    private Union(bool isT1, T0? item0, T1? item1) => (IsT1, _item0, _item1) = (isT1, item0, item1);

    /// <summary>Whether the value is of the first type.</summary>
    public bool IsT0 => !IsT1;

    /// <summary>Whether the value is of the second type.</summary>
    public bool IsT1 { get; }

    /// <summary>The value, whichever type it has.</summary>
    public object Value => (IsT1 ? _item1 : _item0)!;

    /// <summary>A union of a value of the first type.</summary>
    public static implicit operator Union<T0, T1>(T0 t) => new(isT1: false, t, default);

    /// <summary>A union of a value of the second type.</summary>
    public static implicit operator Union<T0, T1>(T1 t) => new(isT1: true, default, t);

    /// <summary>Whether both hold the same value of the same type.</summary>
    public static bool operator ==(Union<T0, T1> left, Union<T0, T1> right) => left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(Union<T0, T1> left, Union<T0, T1> right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Union<T0, T1> other) => IsT1 == other.IsT1 && Equals(Value, other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Union<T0, T1> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsT1, Value);

    /// <inheritdoc/>
    public override string ToString() => Value?.ToString() ?? "";
}
