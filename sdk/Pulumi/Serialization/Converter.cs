using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Converts what the engine returns to the types that output properties declare.</summary>
internal static class Converter
{
    private static readonly ConcurrentDictionary<Type, Func<object, string, object>> Known = new();

    /// <summary>The value as one of the type; null as the type's default.</summary>
    /// <exception cref="InvalidOperationException">The value has not the shape that the type wants.</exception>
    public static object? Convert(object? value, Type type, string description)
        => value is null ? Default(type) : Known.GetOrAdd(type, For)(value, description);

    private static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private static Func<object, string, object> For(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return For(underlying);
        if (type == typeof(object))
            return (value, _) => value;
        if (type == typeof(JsonElement))
            return (value, _) => JsonSerializer.SerializeToElement(value);
        if (type == typeof(string) || type == typeof(bool) || type == typeof(double))
            return (value, description) => type.IsInstanceOfType(value) ? value : throw Mismatch(type, value, description);
        if (type == typeof(int))
            return (value, description) => value is double number ? (int)number : throw Mismatch(typeof(double), value, description);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return Generic(nameof(ForArray), type.GetGenericArguments()[0]);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableDictionary<,>))
            return Generic(nameof(ForDictionary), type.GetGenericArguments()[1]);
        if (type.GetCustomAttribute<OutputTypeAttribute>() is not null)
            return ForOutputType(type);
        throw new NotSupportedException($"{type.FullName} is not a supported output type");
    }

    private static Func<object, string, object> ForOutputType(Type type)
    {
        const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var constructor = type.GetConstructors(Instance).Single(c => c.GetCustomAttribute<OutputConstructorAttribute>() is not null);
        var parameters = constructor.GetParameters();
        var defaults = Array.ConvertAll(parameters, parameter => Default(parameter.ParameterType));
        return (value, description) =>
        {
            var members = value as ImmutableDictionary<string, object?>
                ?? throw Mismatch(typeof(ImmutableDictionary<string, object>), value, description);
            var arguments = new object?[parameters.Length];
            for (var index = 0; index < parameters.Length; index++)
            {
                arguments[index] = members.TryGetValue(parameters[index].Name!, out var member) && member is not null
                    ? Convert(member, parameters[index].ParameterType, $"{description}.{parameters[index].Name}")
                    : defaults[index];
            }

            return constructor.Invoke(arguments);
        };
    }

    private static Func<object, string, object> Generic(string method, Type item)
        => (Func<object, string, object>)typeof(Converter).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(item)
            .Invoke(null, [])!;

    private static Func<object, string, object> ForArray<T>()
        => (value, description) => value is ImmutableArray<object?> items
            ? items.Select((item, index) => (T)Convert(item, typeof(T), $"{description}[{index}]")!).ToImmutableArray()
            : throw Mismatch(typeof(ImmutableArray<object>), value, description);

    private static Func<object, string, object> ForDictionary<T>()
        => (value, description) => value is ImmutableDictionary<string, object?> entries
            ? entries.ToImmutableDictionary(entry => entry.Key, entry => (T)Convert(entry.Value, typeof(T), $"{description}.{entry.Key}")!)
            : throw Mismatch(typeof(ImmutableDictionary<string, object>), value, description);

    private static InvalidOperationException Mismatch(Type expected, object value, string description)
        => new($"Expected {expected.FullName} but got {value.GetType().FullName} deserializing {description}");
}
