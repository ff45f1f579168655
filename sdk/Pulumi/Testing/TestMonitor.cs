using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi.Testing;

/// <summary>The monitor of a test: asks the mocks for the state of each resource.</summary>
internal sealed class TestMonitor(IMocks mocks) : IMonitor
{
    private ImmutableArray<Resource> _resources = [];

    /// <summary>What was registered, in the order in which it arrived.</summary>
    public ImmutableArray<Resource> Resources => _resources;

    public async Task<RegisterResourceResponse> RegisterResourceAsync(RegisterResourceRequest request)
    {
        var resource = request.Resource;
        ImmutableInterlocked.Update(ref _resources, (resources, registered) => resources.Add(registered), resource);
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
            Id = "",
        });
        return new RegisterResourceResponse(urn, id, await SerializeAsync(state));
    }

    public Task RegisterResourceOutputsAsync(RegisterResourceOutputsRequest request) => Task.CompletedTask;

    // Below the stack, whatever the depth: a mock's URN does not tell the types of the parents in between.
    private static string Urn(string parentUrn, string type, string name)
    {
        var qualified = parentUrn.Length == 0 ? type : $"{parentUrn.Split("::")[2].Split('$')[0]}${type}";
        return $"urn:pulumi:{Deployment.Instance.StackName}::{Deployment.Instance.ProjectName}::{qualified}::{name}";
    }

    // An unknown anywhere within drops the whole of a top-level property.
    private static ImmutableDictionary<string, object> PlainInputs(ImmutableDictionary<string, object?> inputs)
        => (from input in inputs
            let plain = Plain.Of(input.Value)
            where plain is { IsKnown: true, Value: not null }
            select KeyValuePair.Create(input.Key, plain.Value)).ToImmutableDictionary();

    private static async Task<ImmutableDictionary<string, object?>> SerializeAsync(object state)
    {
        if (state is not IDictionary<string, object> values)
            throw new InvalidOperationException($"{state.GetType().FullName} is not a supported argument type");
        return (ImmutableDictionary<string, object?>)(await new Serializer().SerializeAsync(values.ToImmutableDictionary()))!;
    }
}
