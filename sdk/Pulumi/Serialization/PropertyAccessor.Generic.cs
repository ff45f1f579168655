using System.Reflection;

namespace Pulumi.Serialization;

/// <inheritdoc/>
/// <typeparam name="TOwner">The class that declares the property.</typeparam>
/// <typeparam name="TValue">The property's type.</typeparam>
internal sealed class PropertyAccessor<TOwner, TValue> : PropertyAccessor
    where TOwner : class
{
    private Func<TOwner, TValue>? _get;
    private Action<TOwner, TValue>? _set;

    public override object? Get(object owner) => _get!((TOwner)owner);

    public override void Set(object owner, object? value) => _set!((TOwner)owner, (TValue)value!);

    protected override void Bind(PropertyInfo property)
    {
        _get = property.GetGetMethod(nonPublic: true)?.CreateDelegate<Func<TOwner, TValue>>();
        _set = property.GetSetMethod(nonPublic: true)?.CreateDelegate<Action<TOwner, TValue>>();
    }
}
