using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The engine's side that resources are registered with.</summary>
internal interface IMonitor
{
    /// <summary>Makes sure that it is there, before anything is declared.</summary>
    Task ConnectAsync();

    /// <summary>Registers a resource and gives back its state.</summary>
    Task<RegisterResourceResponse> RegisterResourceAsync(RegisterResourceRequest request);

    /// <summary>Reads what is there already.</summary>
    Task<RegisterResourceResponse> ReadResourceAsync(ReadResourceRequest request);

    /// <summary>Calls a function of a provider and gives back its result.</summary>
    Task<ImmutableDictionary<string, object?>> InvokeAsync(InvokeRequest request);

    /// <summary>Says what a component, or the stack, gives out.</summary>
    Task RegisterResourceOutputsAsync(RegisterResourceOutputsRequest request);

    /// <summary>Says that everything is registered, and waits until the engine needs the program no more.</summary>
    Task SignalAndWaitForShutdownAsync();
}
