namespace Pulumi;

/// <summary>The engine's side that resources are registered with.</summary>
internal interface IMonitor
{
    /// <summary>Registers a resource and gives back its state.</summary>
    Task<RegisterResourceResponse> RegisterResourceAsync(RegisterResourceRequest request);

    /// <summary>Says what a component, or the stack, gives out.</summary>
    Task RegisterResourceOutputsAsync(RegisterResourceOutputsRequest request);
}
