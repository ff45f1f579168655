namespace Pulumi.Serialization;

/// <inheritdoc/>
/// <typeparam name="TOwner">The class that declares the property.</typeparam>
/// <typeparam name="TValue">The property's type.</typeparam>
internal sealed class PropertyAccessor<TOwner, TValue> : PropertyAccessor
    where TOwner : class
{
    // Each is made when it is used first: most properties are read only or written only.
    private Func<TOwner, TValue>? _get;
    private Action<TOwner, TValue>? _set;

    public override object? Get(object owner)
        => (_get ??= Property.GetGetMethod(nonPublic: true)!.CreateDelegate<Func<TOwner, TValue>>())((TOwner)owner);

    public override void Set(object owner, object? value)
        => (_set ??= Property.GetSetMethod(nonPublic: true)!.CreateDelegate<Action<TOwner, TValue>>())((TOwner)owner, (TValue)value!);
}
