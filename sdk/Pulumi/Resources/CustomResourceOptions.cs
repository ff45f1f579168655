namespace Pulumi;

/// <summary>Options of a resource that a provider deploys.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    /// <summary>Outputs that are secret although the provider does not say so.</summary>
    public List<string> AdditionalSecretOutputs
    {
        get => field ??= [];
        set;
    }

    /// <summary>Options of both: lists are joined, and of single values the second one's wins.</summary>
    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var merged = new CustomResourceOptions();
        foreach (var options in new[] { options1, options2 })
        {
            merged.Add(options);
            merged.AdditionalSecretOutputs = [.. merged.AdditionalSecretOutputs, .. options?.AdditionalSecretOutputs ?? []];
        }

        return merged;
    }

    internal override ResourceOptions Copy() => Merge(this, null);
}
