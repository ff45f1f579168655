namespace Pulumi;

/// <summary>How a resource is deployed, as opposed to what is deployed.</summary>
public abstract class ResourceOptions
{
    /// <summary>Makes options without values.</summary>
    protected ResourceOptions() { }

    /// <summary>The provider's name for a resource that is there already: it is read, and not deployed. Default: it is deployed.</summary>
    public Input<string>? Id { get; set; }

    /// <summary>The resource this one belongs to. Default: the stack.</summary>
    public Resource? Parent { get; set; }

    /// <summary>Resources that must be there first, besides those whose outputs are used. A component stands for its children.</summary>
    public InputList<Resource> DependsOn
    {
        get => field ??= [];
        set;
    }

    /// <summary>Whether deleting the resource is an error. Default: as the parent.</summary>
    public bool? Protect { get; set; }

    /// <summary>Paths of inputs whose changes are not deployed.</summary>
    public List<string> IgnoreChanges
    {
        get => field ??= [];
        set;
    }

    /// <summary>The version of the provider's plugin.</summary>
    public string? Version { get; set; }

    /// <summary>The provider to deploy with. Default: the parent's for the resource's package.</summary>
    public ProviderResource? Provider { get; set; }

    /// <summary>How long an operation may take. Default: the provider's.</summary>
    public CustomTimeouts? CustomTimeouts { get; set; }

    /// <summary>Called before registration, for this resource and its children.</summary>
    public List<ResourceTransformation> ResourceTransformations
    {
        get => field ??= [];
        set;
    }

    /// <summary>Names and types the resource had before.</summary>
    public List<Input<Alias>> Aliases
    {
        get => field ??= [];
        set;
    }

    /// <summary>Paths of inputs whose changes replace the resource.</summary>
    public List<string> ReplaceOnChanges
    {
        get => field ??= [];
        set;
    }

    /// <summary>Whether the real resource stays when it leaves the program. Default: as the parent.</summary>
    public bool? RetainOnDelete { get; set; }

    /// <summary>A copy whose members can be filled in without changing the caller's options.</summary>
    internal abstract ResourceOptions Copy();

    /// <summary>Adds the other options to these: lists grow, single values are replaced where the others have one.</summary>
    private protected void Add(ResourceOptions? other)
    {
        if (other is null)
            return;

        Id = other.Id ?? Id;
        Parent = other.Parent ?? Parent;
        DependsOn = DependsOn.Concat(other.DependsOn);
        Protect = other.Protect ?? Protect;
        IgnoreChanges = [.. IgnoreChanges, .. other.IgnoreChanges];
        Version = other.Version ?? Version;
        Provider = other.Provider ?? Provider;
        CustomTimeouts = other.CustomTimeouts ?? CustomTimeouts;
        ResourceTransformations = [.. ResourceTransformations, .. other.ResourceTransformations];
        Aliases = [.. Aliases, .. other.Aliases];
        ReplaceOnChanges = [.. ReplaceOnChanges, .. other.ReplaceOnChanges];
        RetainOnDelete = other.RetainOnDelete ?? RetainOnDelete;
    }
}
