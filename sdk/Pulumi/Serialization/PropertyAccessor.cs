using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>
/// Reads and writes a property through delegates. Reflection compiles a method for each property that it touches twice, which is what
/// a program with many resources would spend most of its time on.
/// </summary>
internal abstract class PropertyAccessor
{
    /// <summary>The property.</summary>
    protected PropertyInfo Property { get; private set; } = null!;

    public static PropertyAccessor Of(PropertyInfo property)
    {
        var accessor = (PropertyAccessor)Activator.CreateInstance(
            typeof(PropertyAccessor<,>).MakeGenericType(property.DeclaringType!, property.PropertyType))!;
        accessor.Property = property;
        return accessor;
    }

    public abstract object? Get(object owner);

    public abstract void Set(object owner, object? value);
}
