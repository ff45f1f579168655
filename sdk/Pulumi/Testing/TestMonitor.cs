using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi.Testing;

/// <summary>The monitor of a test: asks the mocks for the state of each resource.</summary>
internal sealed class TestMonitor(IMocks mocks) : IMonitor
{
    private readonly ConcurrentQueue<Resource> _resources = [];

    /// <summary>What was registered, in the order in which it arrived.</summary>
    public ImmutableArray<Resource> Resources => [.. _resources];

    public Task ConnectAsync() => Task.CompletedTask;

    public Task<RegisterResourceResponse> RegisterResourceAsync(RegisterResourceRequest request) => AskAsync(request, givenId: "");

    public Task<RegisterResourceResponse> ReadResourceAsync(ReadResourceRequest request) => AskAsync(request.Request, request.Id);

    public async Task<ImmutableDictionary<string, object?>> InvokeAsync(InvokeRequest request)
        => await SerializeAsync(await mocks.CallAsync(new MockCallArgs
        {
            Token = request.Token,
            Args = PlainInputs(request.Args),
            Provider = request.Provider,
        }));

    public Task RegisterResourceOutputsAsync(RegisterResourceOutputsRequest request)
    {
        var outputs = request.Outputs.ToImmutableDictionary(entry => entry.Key, entry => new Output<object?>(Plain.Of(entry.Value)));
        return mocks.RegisterResourceOutputs(new MockRegisterResourceOutputsRequest(request.Urn, outputs));
    }

    public Task SignalAndWaitForShutdownAsync() => Task.CompletedTask;

    private async Task<RegisterResourceResponse> AskAsync(RegisterResourceRequest request, string givenId)
    {
        var resource = request.Resource;
        _resources.Enqueue(resource);
        var (type, name) = (resource.GetResourceType(), resource.GetResourceName());
        var urn = Urn(request.ParentUrn, type, name);
        if (resource is Stack)
            return new RegisterResourceResponse(urn, Id: null, ImmutableDictionary<string, object?>.Empty);

        var (id, state) = await mocks.NewResourceAsync(new MockResourceArgs
        {
            Type = type,
            Name = name,
            Inputs = PlainInputs(request.Inputs),
            Provider = request.Provider,
            Id = givenId,
        });
        return new RegisterResourceResponse(urn, givenId.Length > 0 ? givenId : id, await SerializeAsync(state));
    }

    // Below the stack, whatever the depth: a mock's URN does not tell the types of the parents in between.
    private static string Urn(string parentUrn, string type, string name)
    {
        var qualified = parentUrn.Length == 0 ? type : $"{FirstType(parentUrn)}${type}";
        return $"urn:pulumi:{Deployment.Instance.StackName}::{Deployment.Instance.ProjectName}::{qualified}::{name}";
    }

    private static ReadOnlySpan<char> FirstType(string urn)
    {
        Span<Range> parts = stackalloc Range[4];
        urn.AsSpan().Split(parts, "::");
        var types = urn.AsSpan(parts[2]);
        return types.IndexOf('$') is >= 0 and var end ? types[..end] : types;
    }

    // An unknown anywhere within drops the whole of a top-level property.
    private static ImmutableDictionary<string, object> PlainInputs(ImmutableDictionary<string, object?> inputs)
    {
        var known = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (name, value) in inputs)
        {
            if (Plain.Of(value) is { IsKnown: true, Value: { } plain })
                known.Add(name, plain);
        }

        return known.ToImmutable();
    }

    private static ValueTask<ImmutableDictionary<string, object?>> SerializeAsync(object state)
        => state is IDictionary<string, object> values
            ? new Serializer().SerializeEntriesAsync(values)
            : throw new InvalidOperationException($"{state.GetType().FullName} is not a supported argument type");
}
