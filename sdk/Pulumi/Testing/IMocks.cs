namespace Pulumi.Testing;

/// <summary>Plays the engine and the providers in a test.</summary>
public interface IMocks
{
    /// <summary>Gives a declared resource its id and state.</summary>
    /// <returns>The id, null for none yet; and the outputs, as an <c>IDictionary&lt;string, object&gt;</c>.</returns>
    Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args);

    /// <summary>Answers a function of a provider.</summary>
    /// <returns>Its result, as an <c>IDictionary&lt;string, object&gt;</c>.</returns>
    Task<object> CallAsync(MockCallArgs args);

    /// <summary>Takes what a component, or the stack, gives out. Default: nothing is done with it.</summary>
    Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args) => Task.CompletedTask;
}
