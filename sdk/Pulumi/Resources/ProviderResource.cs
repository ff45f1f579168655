namespace Pulumi;

/// <summary>A configured provider, given to the resources it deploys.</summary>
public class ProviderResource : CustomResource
{
    /// <summary>Declares the provider.</summary>
    /// <param name="package">The package whose resources it deploys, such as <c>kubernetes</c>.</param>
    /// <param name="name">The name, unique among providers of the package.</param>
    /// <param name="args">Its configuration.</param>
    /// <param name="options">How to deploy it.</param>
    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
        : base($"pulumi:providers:{package}", name, args, options)
        => Package = package;

    internal string Package { get; }

    /// <summary>How a request names the provider: its URN and id.</summary>
    internal async Task<string> GetReferenceAsync()
    {
        var (urn, id) = (await Urn.Data, await Id.Data);
        return $"{urn.Value}::{(id.IsKnown ? id.Value : Serialization.Unknown.Text)}";
    }
}
