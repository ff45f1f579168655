using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>
/// Turns arguments into the values that are sent: null, bool, double, string, immutable arrays and dictionaries of these,
/// <see cref="Secret"/>, <see cref="Unknown"/>, <see cref="ResourceReference"/> and assets. Collects the resources the values were
/// computed from.
/// </summary>
internal sealed class Serializer
{
    private readonly HashSet<Resource> _dependencies = [];

    public IReadOnlyCollection<Resource> Dependencies => _dependencies;

    /// <summary>The value as JSON text, unknown or secret where a part of it is.</summary>
    public static Output<string> AsJson(object value)
    {
        return new(SerializeAsync());

        async Task<OutputData> SerializeAsync()
        {
            var serializer = new Serializer();
            var plain = Plain.Of(await serializer.SerializeAsync(value));
            return new OutputData(
                plain.IsKnown ? PlainJson.Of(plain.Value) : "", plain.IsKnown, plain.IsSecret, [.. serializer.Dependencies]);
        }
    }

    /// <summary>Serializes named values. Those that come out as nothing are left out.</summary>
    public async ValueTask<ImmutableDictionary<string, object?>> SerializeEntriesAsync(IEnumerable<KeyValuePair<string, object>> entries)
    {
        var serialized = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var (name, value) in entries)
        {
            if (await SerializeAsync(value) is { } present)
                serialized[name] = present;
        }

        return serialized.ToImmutable();
    }

    /// <summary>Serializes any value.</summary>
    /// <exception cref="NotSupportedException">It is of a type that cannot be sent.</exception>
    public async ValueTask<object?> SerializeAsync(object? value) => value switch
    {
        null or string or bool or double or AssetOrArchive => value,
        int number => (double)number,
        IOutput output => await SerializeOutputAsync(output),
        Resource resource => await SerializeResourceAsync(resource),
        InputArgs args => await SerializeEntriesAsync(args.GetValues()),
        IUnion union => await SerializeAsync(union.Value),
        JsonElement element => await SerializeJsonAsync(element),
        IDictionary dictionary => await SerializeDictionaryAsync(dictionary),
        IEnumerable list => await SerializeListAsync(list),
        _ when value.GetType().GetCustomAttribute<EnumTypeAttribute>() is not null => await SerializeAsync(EnumType.ToUnderlying(value)),
        _ => throw new NotSupportedException($"{value.GetType().FullName} is not a supported argument type"),
    };

    private async ValueTask<object?> SerializeOutputAsync(IOutput output)
    {
        var data = await output.GetDataAsync();
        _dependencies.UnionWith(data.Resources);
        if (!data.IsKnown)
            return Unknown.Value;

        var serialized = await SerializeAsync(data.Value);
        return data.IsSecret && serialized is not null ? new Secret(serialized) : serialized;
    }

    private async ValueTask<object?> SerializeResourceAsync(Resource resource)
    {
        _dependencies.Add(resource);
        var urn = (await resource.Urn.Data).As<string>();
        if (resource is not CustomResource custom)
            return new ResourceReference(resource, urn, Id: null);
        var id = await custom.Id.Data;
        return new ResourceReference(resource, urn, id.IsKnown ? id.Value : Unknown.Value);
    }

    private async ValueTask<object?> SerializeDictionaryAsync(IDictionary dictionary)
    {
        var entries = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (DictionaryEntry entry in dictionary)
        {
            if (await SerializeAsync(entry.Value) is { } serialized)
                entries[(string)entry.Key] = serialized;
        }

        return entries.ToImmutable();
    }

    private async ValueTask<object?> SerializeListAsync(IEnumerable list)
    {
        var items = ImmutableArray.CreateBuilder<object?>();
        foreach (var item in list)
            items.Add(await SerializeAsync(item));
        return items.ToImmutable();
    }

    private async ValueTask<object?> SerializeJsonAsync(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => await SerializeListAsync(element.EnumerateArray()),
        JsonValueKind.Object => await SerializeDictionaryAsync(
            element.EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal)),
        _ => null,
    };
}
