using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Utilities;
using StackPreview.Plans;

namespace StackPreview.Capture;

/// <summary>
/// Reads a resource's arguments through the packages' public surface, once the run is over: every output is there, and nothing is waited
/// for. Secrets are masked where they stand, and the resources that values were computed from are collected.
/// </summary>
/// <param name="isRevealing">Whether secrets are read like anything else. Default: they are masked.</param>
internal sealed class InputReader(bool isRevealing = false)
{
    private static readonly ConcurrentDictionary<Type, InputMember[]> Members = new();
    private static readonly ConcurrentDictionary<Type, WrapperReader?> Wrappers = new();

    private readonly HashSet<Resource> _dependencies = [];
    private readonly List<MaskedValue> _masked = [];

    /// <summary>The resources that the values read so far were computed from.</summary>
    public IReadOnlyCollection<Resource> Dependencies => _dependencies;

    /// <summary>What was masked so far.</summary>
    public IReadOnlyList<MaskedValue> Masked => _masked;

    /// <summary>What an output holds.</summary>
    public static T ValueOf<T>(Output<T> output) => OutputUtilities.GetValueAsync(output).GetAwaiter().GetResult();

    /// <summary>Reads the members of an argument class.</summary>
    public JsonObject ReadArgs(InputArgs args)
    {
        var result = new JsonObject();
        foreach (var member in Members.GetOrAdd(args.GetType(), static type =>
                [.. FindMembers(type).OrderBy(member => member.Name, StringComparer.Ordinal)]))
        {
            if (Read(member.Get(args)) is { } value)
                result[member.Name] = value;
        }

        return result;
    }

    /// <summary>Reads any value; null where there is none.</summary>
    public JsonNode? Read(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        JsonElement element => JsonNode.Parse(element.GetRawText()),
        JsonNode node => node.DeepClone(),
        InputArgs args => ReadArgs(args),
        _ when Wrappers.GetOrAdd(value.GetType(), static type => WrapperReader.For(type)) is { } wrapper => wrapper.Read(value, this),
        IDictionary map => ReadMap(map),
        IEnumerable list => ReadList(list),
        // Structs that stand for one of a set of values say which.
        _ => JsonValue.Create(value.ToString()),
    };

    /// <summary>Reads what an output holds, or the mask where it is secret.</summary>
    public JsonNode? ReadOutput<T>(Output<T> output)
    {
        Depend(output);
        var value = ValueOf(output);
        if (value is null)
            return null;
        return IsSecret(output) ? Mask(value) : Read(value);
    }

    /// <summary>What stands in the place of a secret.</summary>
    /// <param name="declared">What is declared there.</param>
    public JsonNode Mask(object? declared)
    {
        var mask = JsonValue.Create(PlannedResource.Masked);
        _masked.Add(new MaskedValue(mask, declared));
        return mask;
    }

    /// <summary>Whether an output is to be masked.</summary>
    public bool IsSecret<T>(Output<T> output) => !isRevealing && Output.IsSecretAsync(output).GetAwaiter().GetResult();

    /// <summary>Collects the resources that an output was computed from.</summary>
    public void Depend<T>(Output<T> output)
        => _dependencies.UnionWith(OutputUtilities.GetDependenciesAsync(output).GetAwaiter().GetResult());

    private static IEnumerable<InputMember> FindMembers(Type type)
    {
        const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        foreach (var field in type.GetFields(Instance))
        {
            if (NameOf(field) is { } name)
                yield return new InputMember(name, field.GetValue);
        }

        foreach (var property in type.GetProperties(Instance))
        {
            if (NameOf(property) is { } name)
                yield return new InputMember(name, PropertyReader.Of(property));
        }
    }

    // The attribute keeps its name to itself, so it is read from how the attribute was written.
    private static string? NameOf(MemberInfo member)
        => member.IsDefined(typeof(InputAttribute), inherit: false)
            ? member.GetCustomAttributesData().Single(data => data.AttributeType == typeof(InputAttribute)).ConstructorArguments[0].Value
                as string
            : null;

    private JsonObject ReadMap(IDictionary map)
    {
        var result = new JsonObject();
        foreach (var key in map.Keys.Cast<string>().Order(StringComparer.Ordinal))
        {
            if (Read(map[key]) is { } value)
                result[key] = value;
        }

        return result;
    }

    private JsonArray ReadList(IEnumerable list)
    {
        var result = new JsonArray();
        foreach (var item in list)
            result.Add(Read(item));
        return result;
    }
}
