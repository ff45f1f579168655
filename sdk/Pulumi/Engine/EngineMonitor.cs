using System.Collections.Immutable;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumi.Engine.Protocol;

namespace Pulumi.Engine;

/// <summary>The engine's own monitor, which registers resources for real.</summary>
internal sealed class EngineMonitor(EngineChannel channel) : IMonitor
{
    // The engine answers the first question at once, or never.
    private static readonly TimeSpan FirstAnswer = TimeSpan.FromSeconds(10);

    private readonly ResourceMonitor.ResourceMonitorClient _client = new(channel.Calls);

    /// <summary>Makes sure that the engine is there and knows what this package sends.</summary>
    /// <exception cref="EngineException">It is not there, or too old.</exception>
    public async Task ConnectAsync()
    {
        foreach (var feature in (string[])["secrets", "resourceReferences", "aliasSpecs"])
        {
            if (await SupportsAsync(feature))
                continue;
            var message = $"The Pulumi engine does not support {feature}; this program needs it. Install a newer Pulumi CLI.";
            throw new EngineException(EngineFailure.Refused, message);
        }
    }

    public Task<RegisterResourceResponse> RegisterResourceAsync(RegisterResourceRequest request)
        => NamingAsync(request.Resource, "registered", async () =>
    {
        var response = await AnswerAsync(_client.RegisterResourceAsync(await RegistrationMessage.OfAsync(request)));
        return new RegisterResourceResponse(
            response.Urn,
            response.Id.Length > 0 ? response.Id : null,
            WireAnswers.FromStruct(response.Object))
        {
            // The engine says itself what failed, and deploys nothing that depends on it.
            IsDeployed = response.Result == Result.Success,
        };
    });

    public Task<RegisterResourceResponse> ReadResourceAsync(ReadResourceRequest request)
        => NamingAsync(request.Request.Resource, "read", async () =>
    {
        var response = await AnswerAsync(_client.ReadResourceAsync(RegistrationMessage.OfRead(request)));
        return new RegisterResourceResponse(response.Urn, request.Id, WireAnswers.FromStruct(response.Properties));
    });

    public async Task<ImmutableDictionary<string, object?>> InvokeAsync(InvokeRequest request)
    {
        var message = new ResourceInvokeRequest
        {
            Tok = request.Token,
            Args = WireValues.ToStruct(request.Args),
            Provider = request.Provider,
            Version = request.Version,
            AcceptResources = true,
        };
        var response = await AnswerAsync(_client.InvokeAsync(message));
        return response.Failures.Count == 0
            ? WireAnswers.FromStruct(response.Return)
            : throw new EngineException(
                EngineFailure.Refused,
                $"{request.Token} was not called: {string.Join("; ", response.Failures.Select(failure => failure.Reason))}");
    }

    public Task RegisterResourceOutputsAsync(RegisterResourceOutputsRequest request)
    {
        var message = new Protocol.RegisterResourceOutputsRequest { Urn = request.Urn, Outputs = WireValues.ToStruct(request.Outputs) };
        return AnswerAsync(_client.RegisterResourceOutputsAsync(message));
    }

    public async Task SignalAndWaitForShutdownAsync()
    {
        try
        {
            await AnswerAsync(_client.SignalAndWaitForShutdownAsync(new Empty()));
        }
        catch (EngineException exception) when (exception.Failure == EngineFailure.Unknown)
        {
            // An engine from before it had reasons to call the program back.
        }
    }

    private async Task<bool> SupportsAsync(string feature)
    {
        try
        {
            var request = new SupportsFeatureRequest { Id = feature };
            return (await AnswerAsync(_client.SupportsFeatureAsync(request, deadline: DateTime.UtcNow + FirstAnswer))).HasSupport;
        }
        catch (EngineException exception) when (exception.Failure == EngineFailure.Unanswered)
        {
            var limit = FirstAnswer.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            throw new EngineException(
                exception.Failure,
                $"The Pulumi engine at {channel.Address} did not answer pulumirpc.ResourceMonitor/SupportsFeature within {limit} seconds.",
                exception);
        }
    }

    // What the engine says of a refusal does not always name the resource.
    private static async Task<RegisterResourceResponse> NamingAsync(
        Resource resource,
        string done,
        Func<Task<RegisterResourceResponse>> call)
    {
        try
        {
            return await call();
        }
        catch (EngineException exception) when (exception.Failure is not (EngineFailure.Ended or EngineFailure.ConnectionLost))
        {
            var message = $"{resource.GetResourceType()} \"{resource.GetResourceName()}\" was not {done}: {exception.Message}";
            throw new EngineException(EngineFailure.Refused, message, exception);
        }
    }

    private async Task<TResponse> AnswerAsync<TResponse>(AsyncUnaryCall<TResponse> call)
    {
        try
        {
            return await channel.AnswerAsync(call);
        }
        catch (EngineException exception) when (exception.Failure == EngineFailure.Ended)
        {
            // It gives up all that is under way as soon as one resource has failed, that one included, and says so of each: its own error
            // is the one to read.
            const string Message = "The Pulumi engine ended the deployment before all of it was registered; its own messages say why.";
            throw new EngineException(exception.Failure, Message, exception);
        }
    }
}
