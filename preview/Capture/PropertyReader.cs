using System.Reflection;

namespace StackPreview.Capture;

/// <summary>
/// Reads a property through a delegate. Reflection compiles a method for each property that it reads twice, and a preview would spend
/// most of its time on that.
/// </summary>
internal abstract class PropertyReader
{
    /// <summary>A function that reads the property of an object.</summary>
    public static Func<object, object?> Of(PropertyInfo property)
    {
        var reader = (PropertyReader)
            Activator.CreateInstance(typeof(Typed<,>).MakeGenericType(property.DeclaringType!, property.PropertyType))!;
        reader.Bind(property.GetGetMethod(nonPublic: true)!);
        return reader.Read;
    }

    protected abstract void Bind(MethodInfo getter);

    protected abstract object? Read(object owner);

    private sealed class Typed<TOwner, TValue> : PropertyReader
        where TOwner : class
    {
        private Func<TOwner, TValue>? _read;

        protected override void Bind(MethodInfo getter) => _read = getter.CreateDelegate<Func<TOwner, TValue>>();

        protected override object? Read(object owner) => _read!((TOwner)owner);
    }
}
