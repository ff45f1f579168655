using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>The end of an <c>[Output]</c> property that registration resolves.</summary>
internal abstract class OutputSource
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<(string Name, PropertyInfo Property, Type ValueType)>> Known = new();

    /// <summary>Gives every <c>[Output]</c> property of the resource an output that is still to be resolved.</summary>
    public static ImmutableDictionary<string, OutputSource> Attach(Resource resource)
    {
        // A stack's outputs are assigned by its program; only the URN is resolved.
        var properties = Known.GetOrAdd(resource.GetType(), static type => [.. Find(type)]);
        var sources = ImmutableDictionary.CreateBuilder<string, OutputSource>(StringComparer.Ordinal);
        foreach (var (name, property, valueType) in properties)
        {
            var source = (OutputSource)Activator.CreateInstance(typeof(OutputSource<>).MakeGenericType(valueType))!;
            property.SetValue(resource, source.Output);
            sources.Add(name, source);
        }

        return sources.ToImmutable();
    }

    /// <summary>The output to give to the property.</summary>
    public abstract object Output { get; }

    /// <summary>Resolves it with what the engine returned, converted to the property's type.</summary>
    public abstract void Resolve(OutputData<object?> data, string description);

    /// <summary>Makes all that wait for it fail.</summary>
    public abstract void Fail(Exception exception);

    private static IEnumerable<(string Name, PropertyInfo Property, Type ValueType)> Find(Type type)
    {
        for (var declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
        {
            if (declaring.IsSubclassOf(typeof(ComponentResource)))
                continue;

            const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            foreach (var property in declaring.GetProperties(Declared))
            {
                if (property.GetCustomAttribute<OutputAttribute>() is { } attribute)
                    yield return (attribute.Name ?? property.Name, property, property.PropertyType.GetGenericArguments()[0]);
            }
        }
    }
}
