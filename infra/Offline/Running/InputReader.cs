using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Offline.Plans;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Offline.Running;

/// <summary>
/// Reads a resource's arguments through the packages' public surface. Secrets are masked where they stand, and the resources that
/// values were computed from are collected.
/// </summary>
internal sealed class InputReader
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<(string Name, Func<object, object?> Get)>> Members = new();
    private static readonly ConcurrentDictionary<Type, WrapperReader?> Wrappers = new();

    private readonly HashSet<Resource> _dependencies = [];

    /// <summary>The resources that the values read so far were computed from.</summary>
    public IReadOnlyCollection<Resource> Dependencies => _dependencies;

    /// <summary>Reads the members of an argument class.</summary>
    public async Task<JsonObject> ReadArgsAsync(InputArgs args)
    {
        var result = new JsonObject();
        foreach (var (name, get) in Members.GetOrAdd(args.GetType(), static type => [.. FindMembers(type).OrderBy(member => member.Name, StringComparer.Ordinal)]))
        {
            if (await ReadAsync(get(args)) is { } value)
                result[name] = value;
        }

        return result;
    }

    /// <summary>Reads any value; null where there is none.</summary>
    public async Task<JsonNode?> ReadAsync(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        JsonElement element => JsonNode.Parse(element.GetRawText()),
        InputArgs args => await ReadArgsAsync(args),
        _ when Wrappers.GetOrAdd(value.GetType(), static type => WrapperReader.For(type)) is { } wrapper => await wrapper.ReadAsync(value, this),
        IDictionary map => await ReadMapAsync(map),
        IEnumerable list => await ReadListAsync(list),
        // Structs that stand for one of a set of values say which.
        _ => JsonValue.Create(value.ToString()),
    };

    /// <summary>Reads what an output holds, or the mask where it is secret.</summary>
    public async Task<JsonNode?> ReadOutputAsync<T>(Output<T> output)
    {
        await AddDependenciesAsync(output);
        var value = await OutputUtilities.GetValueAsync(output);
        if (value is null)
            return null;
        return await Output.IsSecretAsync(output) ? JsonValue.Create(PlannedResource.Masked) : await ReadAsync(value);
    }

    /// <summary>Collects the resources that an output was computed from.</summary>
    public async Task AddDependenciesAsync<T>(Output<T> output) => _dependencies.UnionWith(await OutputUtilities.GetDependenciesAsync(output));

    private static IEnumerable<(string Name, Func<object, object?> Get)> FindMembers(Type type)
    {
        const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (var declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
        {
            foreach (var field in declaring.GetFields(Declared))
            {
                if (NameOf(field) is { } name)
                    yield return (name, field.GetValue);
            }

            foreach (var property in declaring.GetProperties(Declared))
            {
                if (NameOf(property) is { } name)
                    yield return (name, PropertyReader.Of(property));
            }
        }
    }

    // The attribute keeps its name to itself, so it is read from how the attribute was written.
    private static string? NameOf(MemberInfo member)
        => member.IsDefined(typeof(InputAttribute), inherit: false)
            ? member.GetCustomAttributesData().Single(data => data.AttributeType == typeof(InputAttribute)).ConstructorArguments[0].Value as string
            : null;

    private async Task<JsonNode> ReadMapAsync(IDictionary map)
    {
        var result = new JsonObject();
        foreach (var key in map.Keys.Cast<string>().Order(StringComparer.Ordinal))
        {
            if (await ReadAsync(map[key]) is { } value)
                result[key] = value;
        }

        return result;
    }

    private async Task<JsonNode> ReadListAsync(IEnumerable list)
    {
        var result = new JsonArray();
        foreach (var item in list)
            result.Add(await ReadAsync(item));
        return result;
    }
}
