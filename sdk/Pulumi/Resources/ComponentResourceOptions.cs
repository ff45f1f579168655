namespace Pulumi;

/// <summary>Options of a component.</summary>
public sealed class ComponentResourceOptions : ResourceOptions
{
    /// <summary>The providers its children deploy with, one a package. Not together with <see cref="ResourceOptions.Provider"/>.</summary>
    public List<ProviderResource> Providers
    {
        get => field ??= [];
        set;
    }

    /// <summary>Options of both: lists are joined, and of single values the second one's wins.</summary>
    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var merged = new ComponentResourceOptions();
        foreach (var options in new[] { options1, options2 })
        {
            merged.Add(options);
            merged.Providers = [.. merged.Providers, .. options?.Providers ?? []];
        }

        return merged;
    }

    internal override ResourceOptions Copy() => Merge(this, null);
}
