namespace Pulumi;

/// <summary>How a function of a provider is called.</summary>
public class InvokeOptions
{
    /// <summary>The provider that is asked. Default: the default one of the package.</summary>
    public ProviderResource? Provider { get; set; }

    /// <summary>The version of the provider plugin. Default: that of the package.</summary>
    public string? Version { get; set; }
}
