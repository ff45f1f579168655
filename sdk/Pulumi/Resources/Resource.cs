using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Something the program declares: a real resource or a component.</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly bool? _protect;
    private readonly bool? _retainOnDelete;
    private readonly ImmutableArray<ResourceTransformation> _transformations;
    private readonly ImmutableDictionary<string, ProviderResource> _providers = ImmutableDictionary<string, ProviderResource>.Empty;
    private readonly List<Resource> _children = [];

    private protected Resource(string type, string name, bool custom, ResourceArgs args, ResourceOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(name);

        (_type, _name) = (type, name);
        OutputSources = OutputSource.Attach(this);

        var deployment = Deployment.Required;
        var isStack = type == Stack.Token;
        _transformations =
        [
            .. options.ResourceTransformations,
            .. isStack ? [] : (options.Parent ?? deployment.Stack)?._transformations ?? [],
        ];
        (args, options) = Transform(args, options);

        options = options.Copy();
        if (options is ComponentResourceOptions { Provider: not null, Providers.Count: > 0 })
            throw new RunException("Do not supply both 'provider' and 'providers' options to a ComponentResource.");

        if (options.Parent is { } parent)
        {
            parent.Adopt(this);
            options.Protect ??= parent._protect;
            options.RetainOnDelete ??= parent._retainOnDelete;
            _providers = parent._providers;
        }

        if (custom)
        {
            if (options.Provider is { } provider)
                _providers = _providers.SetItem(PackageOf(type), provider);
            else
                options.Provider = _providers.GetValueOrDefault(PackageOf(type));
        }
        else
        {
            var providers = options.Provider is { } single ? [single] : ((ComponentResourceOptions)options).Providers;
            _providers = _providers.AddRange(providers.Select(provider => KeyValuePair.Create(provider.Package, provider)));
        }

        _protect = options.Protect;
        _retainOnDelete = options.RetainOnDelete;
        deployment.Register(this, custom, args, options);
    }

    /// <summary>The resource's name in the whole deployment, unique and stable.</summary>
    [Output("urn")]
    public Output<string> Urn { get; private protected set; } = null!;

    /// <summary>The outputs that registration resolves.</summary>
    internal OutputSource[] OutputSources { get; }

    /// <summary>The type token.</summary>
    public string GetResourceType() => _type;

    /// <summary>The name the program gave it.</summary>
    public string GetResourceName() => _name;

    /// <summary>The resources that depending on this one means: itself, and the children of a component.</summary>
    internal IEnumerable<Resource> WithDescendants()
    {
        yield return this;
        if (this is not ComponentResource)
            yield break;

        Resource[] children;
        lock (_children)
            children = [.. _children];
        foreach (var descendant in children.SelectMany(child => child.WithDescendants()))
            yield return descendant;
    }

    private static string PackageOf(string type) => type[..type.IndexOf(':', StringComparison.Ordinal)];

    private void Adopt(Resource child)
    {
        lock (_children)
            _children.Add(child);
    }

    private (ResourceArgs Args, ResourceOptions Options) Transform(ResourceArgs args, ResourceOptions options)
    {
        foreach (var transformation in _transformations)
        {
            if (transformation(new ResourceTransformationArgs(this, args, options)) is not { } result)
                continue;
            if (result.Options.Parent != options.Parent)
                throw new ArgumentException("Transformations cannot currently be used to change the 'parent' of a resource.");
            (args, options) = (result.Args, result.Options);
        }

        return (args, options);
    }
}
