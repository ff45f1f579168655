using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Engine.Protocol;

namespace Pulumi.Engine;

/// <summary>The engine's own monitor, which registers resources for real.</summary>
internal sealed class EngineMonitor(GrpcChannel channel) : IMonitor
{
    private const string Service = "pulumirpc.ResourceMonitor";

    // The engine answers the first question at once, or never.
    private static readonly TimeSpan FirstAnswer = TimeSpan.FromSeconds(10);

    /// <summary>Makes sure that the engine is there and knows what this package sends.</summary>
    /// <exception cref="EngineException">It is not there, or too old.</exception>
    public async Task ConnectAsync()
    {
        foreach (var feature in (string[])["secrets", "resourceReferences", "aliasSpecs"])
        {
            var response = await CallAsync("SupportsFeature", new SupportsFeatureRequest { Id = feature }, SupportsFeatureResponse.Parser, FirstAnswer);
            if (!response.HasSupport)
                throw new EngineException(GrpcStatus.Unimplemented, $"The Pulumi engine does not support {feature}; this program needs it. Install a newer Pulumi CLI.");
        }
    }

    public Task<RegisterResourceResponse> RegisterResourceAsync(RegisterResourceRequest request) => NamingAsync(request.Resource, "registered", async () =>
    {
        var response = await CallAsync("RegisterResource", await RegistrationMessage.OfAsync(request), Protocol.RegisterResourceResponse.Parser);
        return new RegisterResourceResponse(response.Urn, response.Id.Length > 0 ? response.Id : null, WireAnswers.FromStruct(response.Object))
        {
            // The engine says itself what failed, and deploys nothing that depends on it.
            IsDeployed = response.Result == Result.Success,
        };
    });

    public Task<RegisterResourceResponse> ReadResourceAsync(ReadResourceRequest request) => NamingAsync(request.Request.Resource, "read", async () =>
    {
        var response = await CallAsync("ReadResource", RegistrationMessage.OfRead(request), ReadResourceResponse.Parser);
        return new RegisterResourceResponse(response.Urn, request.Id, WireAnswers.FromStruct(response.Properties));
    });

    public Task RegisterResourceOutputsAsync(RegisterResourceOutputsRequest request)
        => CallAsync("RegisterResourceOutputs", new Protocol.RegisterResourceOutputsRequest { Urn = request.Urn, Outputs = WireValues.ToStruct(request.Outputs) }, Empty.Parser);

    public async Task SignalAndWaitForShutdownAsync()
    {
        try
        {
            await CallAsync("SignalAndWaitForShutdown", new Empty(), Empty.Parser);
        }
        catch (EngineException exception) when (exception.Status == GrpcStatus.Unimplemented)
        {
            // An engine from before it had reasons to call the program back.
        }
    }

    // What the engine says of a refusal does not always name the resource.
    private static async Task<RegisterResourceResponse> NamingAsync(Resource resource, string done, Func<Task<RegisterResourceResponse>> call)
    {
        try
        {
            return await call();
        }
        catch (EngineException exception) when (!IsGone(exception))
        {
            throw new EngineException(exception.Status, $"{resource.GetResourceType()} \"{resource.GetResourceName()}\" was not {done}: {exception.Message}", exception);
        }
    }

    private async Task<TResponse> CallAsync<TResponse>(string method, IMessage request, MessageParser<TResponse> parser, TimeSpan? limit = null)
        where TResponse : IMessage<TResponse>
    {
        try
        {
            return await channel.CallAsync($"{Service}/{method}", request, parser, limit);
        }
        catch (EngineException exception) when (IsGone(exception) && !exception.IsConnectionLost)
        {
            // It gives up all that is under way as soon as one resource has failed, that one included, and says so of each: its own error is the one to read.
            throw new EngineException(exception.Status, "The Pulumi engine ended the deployment before all of it was registered; its own messages say why.", exception);
        }
    }

    // Whatever was asked: there is no monitor any more that would answer.
    private static bool IsGone(EngineException exception) => exception.Status is GrpcStatus.Unavailable or GrpcStatus.Cancelled;
}
