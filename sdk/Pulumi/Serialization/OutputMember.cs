using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>An <c>[Output]</c> property of a resource that registration resolves, looked up once a type.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Property">The property.</param>
/// <param name="SourceType">The <see cref="OutputSource{T}"/> of its value.</param>
internal sealed record OutputMember(string Name, PropertyAccessor Property, Type SourceType)
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, OutputMember[]> Known = new();

    public static OutputMember[] Of(Type type) => Known.GetOrAdd(type, static t => [.. Find(t)]);

    // Type by type, since private setters are found on the declaring type only. A component assigns its own outputs, and so does a stack.
    private static IEnumerable<OutputMember> Find(Type type)
    {
        if (type.BaseType is { } baseType && baseType != typeof(object))
        {
            foreach (var member in Of(baseType))
                yield return member;
        }

        if (type.IsSubclassOf(typeof(ComponentResource)))
            yield break;

        foreach (var property in type.GetProperties(Declared))
        {
            if (property.GetCustomAttribute<OutputAttribute>() is { } attribute)
            {
                var source = typeof(OutputSource<>).MakeGenericType(property.PropertyType.GetGenericArguments()[0]);
                yield return new OutputMember(attribute.Name ?? property.Name, PropertyAccessor.Of(property), source);
            }
        }
    }
}
