using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Kubernetes.Types.Outputs.Meta.V1;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace StackPreview.Capture;

/// <summary>
/// Makes the plan of captured resources. They were captured before anything is inherited, so protection and provider are followed up
/// the parents here.
/// </summary>
internal sealed class PlanBuilder
{
    private static readonly ConcurrentDictionary<Type, Func<object, object?>> MetadataOf = new();

    private readonly IReadOnlyList<CapturedResource> _captured;
    private readonly KindCatalog _kinds;
    private readonly string _project;
    private readonly string _stackName;
    private readonly SecretFingerprints? _fingerprints;
    private readonly Resource _stack;
    private readonly Dictionary<Resource, CapturedResource> _byResource;
    private readonly Dictionary<Resource, string> _urns;

    public PlanBuilder(
        IReadOnlyList<CapturedResource> captured,
        KindCatalog kinds,
        string project,
        string stackName,
        SecretFingerprints? fingerprints)
    {
        _captured = captured;
        _kinds = kinds;
        _project = project;
        _stackName = stackName;
        _fingerprints = fingerprints;
        _stack = captured.Single(one => one.Resource is Stack).Resource;
        _byResource = captured.ToDictionary(one => one.Resource);
        _urns = captured.ToDictionary(one => one.Resource, UrnOf);
    }

    public Plan Build()
    {
        foreach (var generated in _captured.Where(one => _fingerprints is not null && FactsOf(one.Resource).IsGenerated))
            _fingerprints!.Learn(generated.Resource.GetResourceName(), new InputReader().ReadArgs(generated.Args));
        var (outputs, fingerprints) = Outputs();
        return new Plan
        {
            Stack = _stackName,
            Resources = DeploymentOrder.Sort(Resources()),
            Outputs = outputs,
            OutputFingerprints = fingerprints,
        };
    }

    private static ProviderResource? ProviderOf(ResourceOptions options, string providerType)
    {
        var several = options is ComponentResourceOptions component ? component.Providers : [];
        return several.Prepend(options.Provider!).FirstOrDefault(provider => provider?.GetResourceType() == providerType);
    }

    private static PlannedOptions OwnOptions(ResourceOptions options)
    {
        return new PlannedOptions
        {
            IgnoreChanges = [.. options.IgnoreChanges],
            ReplaceOnChanges = [.. options.ReplaceOnChanges],
            AdditionalSecretOutputs = [.. (options as CustomResourceOptions)?.AdditionalSecretOutputs ?? []],
            TimeoutSeconds = TimeoutsOf(options.CustomTimeouts),
        };
    }

    private static ImmutableSortedDictionary<string, int> TimeoutsOf(CustomTimeouts? timeouts)
    {
        var seconds = ImmutableSortedDictionary<string, int>.Empty;
        Add("create", timeouts?.Create);
        Add("update", timeouts?.Update);
        Add("delete", timeouts?.Delete);
        return seconds;

        void Add(string operation, TimeSpan? limit)
        {
            if (limit is { } some)
                seconds = seconds.Add(operation, (int)some.TotalSeconds);
        }
    }

    // Whatever the program says of them: the data of a Secret is secret.
    private static JsonObject HideSecretData(ResourceKind facts, JsonObject inputs, InputReader reader)
    {
        foreach (var map in facts.SecretMaps.Select(path => inputs.At(path)).OfType<JsonObject>())
        {
            var hidden = reader.Masked.Select(masked => masked.Mask).ToHashSet();
            foreach (var (key, value) in map.Entries("").Where(entry => entry.Value is null || !hidden.Contains(entry.Value)).ToList())
                map[key] = reader.Mask(value);
        }

        return inputs;
    }

    private static string? ObjectName(Resource resource)
        => MetadataOf.GetOrAdd(resource.GetType(), FindMetadata)(resource) is Output<ObjectMeta> metadata
            ? InputReader.ValueOf(metadata)?.Name
            : null;

    private static Func<object, object?> FindMetadata(Type type)
        => type.GetProperty("Metadata") is { } property ? PropertyReader.Of(property) : _ => null;

    // Two halves at a time: reading arguments takes most of it, and each resource is read by itself.
    private PlannedResource[] Resources()
    {
        var planned = new PlannedResource[_captured.Count];
        var middle = planned.Length / 2;
        var second = Task.Run(() => PlanRange(middle, planned.Length));
        PlanRange(0, middle);
        second.GetAwaiter().GetResult();
        return planned;

        void PlanRange(int start, int end)
        {
            for (var index = start; index < end; index++)
                planned[index] = Plan(_captured[index]);
        }
    }

    private PlannedResource Plan(CapturedResource captured)
    {
        var (resource, args, options) = captured;
        var reader = new InputReader();
        var facts = FactsOf(resource);
        var type = facts.Type;
        var inputs = facts.IsComponent ? [] : HideSecretData(facts, reader.ReadArgs(args), reader);
        var dependencies = reader.Dependencies.Concat(InputReader.ValueOf(options.DependsOn.ToOutput()));
        var providerType = $"pulumi:providers:{type[..type.IndexOf(':', StringComparison.Ordinal)]}";
        var provider = resource is ComponentResource or ProviderResource ? null : Inherited(captured, o => ProviderOf(o, providerType));
        var objectName = ObjectName(resource);
        return new PlannedResource
        {
            Facts = facts,
            Name = resource.GetResourceName(),
            Urn = _urns[resource],
            Parent = ParentOf(captured) is { } parent ? _urns[parent] : null,
            Inputs = inputs,
            Fingerprints = FingerprintsOf($"{type}::{resource.GetResourceName()}", reader),
            Options = OwnOptions(options) with
            {
                Protect = Inherited(captured, o => o.Protect) ?? false,
                RetainOnDelete = Inherited(captured, o => o.RetainOnDelete) ?? false,
                Provider = provider is null ? null : _urns[provider],
                Aliases = AliasReader.Read(captured, _urns[resource]),
            },
            Dependencies = [.. dependencies.Select(dependency => _urns[dependency])],
            Creates = (args as ICreatesObjects)?.Creates ?? [],
            ObjectName = objectName,
        };
    }

    /// <summary>The URN as the engine makes it: the types of the parents, without the stack's, then the type and the name.</summary>
    private string UrnOf(CapturedResource captured)
    {
        var types = new List<string> { captured.Resource.GetResourceType() };
        for (var parent = ParentOf(captured); parent is not null and not Stack; parent = ParentOf(_byResource[parent]))
            types.Insert(0, parent.GetResourceType());
        return $"urn:pulumi:{_stackName}::{_project}::{string.Join('$', types)}::{captured.Resource.GetResourceName()}";
    }

    private ResourceKind FactsOf(Resource resource)
        => resource is ComponentResource ? ResourceKind.Component(resource.GetResourceType()) : _kinds.Of(resource.GetResourceType());

    private Resource? ParentOf(CapturedResource captured) => captured.Resource is Stack ? null : captured.Options.Parent ?? _stack;

    /// <summary>The first value that is set, from the resource upwards.</summary>
    private T? Inherited<T>(CapturedResource captured, Func<ResourceOptions, T?> value)
    {
        var current = captured;
        while (true)
        {
            if (value(current.Options) is { } found)
                return found;
            if (ParentOf(current) is not { } parent)
                return default;
            current = _byResource[parent];
        }
    }

    private ImmutableSortedDictionary<string, string> FingerprintsOf(string owner, InputReader reader, string prefix = "")
        => _fingerprints?.Of(owner, reader.Masked, prefix) ?? ImmutableSortedDictionary<string, string>.Empty;

    private (ImmutableSortedDictionary<string, JsonNode?> Outputs, ImmutableSortedDictionary<string, string> Fingerprints) Outputs()
    {
        var outputs = ImmutableSortedDictionary.CreateBuilder<string, JsonNode?>(StringComparer.Ordinal);
        var fingerprints = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in _stack is FunctionStack function ? function.Values : OutputProperties())
        {
            var reader = new InputReader();
            outputs[name] = reader.Read(value);
            fingerprints.AddRange(FingerprintsOf("outputs", reader, name));
        }

        return (outputs.ToImmutable(), fingerprints.ToImmutable());
    }

    private IEnumerable<KeyValuePair<string, object?>> OutputProperties()
    {
        foreach (var property in _stack.GetType().GetProperties().Where(property => property.DeclaringType == _stack.GetType()))
        {
            if (property.GetCustomAttribute<OutputAttribute>() is { } attribute)
                yield return KeyValuePair.Create(attribute.Name ?? property.Name, property.GetValue(_stack));
        }
    }
}
