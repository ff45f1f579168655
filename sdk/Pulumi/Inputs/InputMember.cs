using System.Collections.Concurrent;
using System.Reflection;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A property or field that carries <see cref="InputAttribute"/>, looked up once a type.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Attribute">What is said of it.</param>
/// <param name="Get">Reads it.</param>
internal sealed record InputMember(string Name, InputAttribute Attribute, Func<object, object?> Get)
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly ConcurrentDictionary<Type, InputMember[]> Known = new();

    public static InputMember[] Of(Type type) => Known.GetOrAdd(type, static t => [.. Find(t)]);

    // Private members of a base class are not found from the derived one, and not sent.
    private static IEnumerable<InputMember> Find(Type type)
    {
        foreach (var field in type.GetFields(Instance))
        {
            if (field.GetCustomAttribute<InputAttribute>(inherit: false) is { } attribute)
                yield return new InputMember(field.Name, attribute, field.GetValue);
        }

        foreach (var property in type.GetProperties(Instance))
        {
            // Only what overrides a property can have its attribute there, and to look for that takes long.
            if (property.GetCustomAttribute<InputAttribute>(inherit: property.GetMethod?.IsVirtual == true) is { } attribute)
                yield return new InputMember(property.Name, attribute, PropertyAccessor.Of(property).Get);
        }
    }
}
