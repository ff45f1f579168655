using System.Collections.Concurrent;
using System.Collections.Immutable;
using Moq;

namespace Sdk.Tests.Support;

/// <summary>Plays the engine: answers each registration and remembers it.</summary>
internal sealed class MockedEngine
{
    private readonly Mock<IMocks> _mocks = new();
    private readonly ConcurrentQueue<MockResourceArgs> _registered = new();
    private readonly ConcurrentQueue<MockRegisterResourceOutputsRequest> _given = new();

    public MockedEngine()
    {
        _mocks
            .Setup(mocks => mocks.NewResourceAsync(It.IsAny<MockResourceArgs>()))
            .Returns((MockResourceArgs args) => RegisterAsync(args));
        _mocks
            .Setup(mocks => mocks.RegisterResourceOutputs(It.IsAny<MockRegisterResourceOutputsRequest>()))
            .Callback((MockRegisterResourceOutputsRequest args) => _given.Enqueue(args))
            .Returns(Task.CompletedTask);
    }

    public IMocks Mocks => _mocks.Object;

    /// <summary>What a registered resource gets. Default: the id <c>NAME-id</c>, and its inputs as its state.</summary>
    public Func<MockResourceArgs, (string? Id, object State)> Answer { get; init; } = args => ($"{args.Name}-id", args.Inputs);

    /// <summary>No resource is answered before this is completed. Default: at once.</summary>
    public Task Ready { get; init; } = Task.CompletedTask;

    /// <summary>An engine that gives every resource this state.</summary>
    public static MockedEngine Giving(params (string Name, object Value)[] state)
        => new() { Answer = args => ($"{args.Name}-id", state.ToImmutableDictionary(entry => entry.Name, entry => entry.Value)) };

    /// <summary>An engine that cannot create anything.</summary>
    public static MockedEngine Failing(Func<MockResourceArgs, Exception> failure) => new() { Answer = args => throw failure(args) };

    /// <summary>The registration of the resource; there is exactly one.</summary>
    public MockResourceArgs Registration(string type, string name)
        => Assert.Single(_registered, args => args.Type == type && args.Name == name);

    /// <summary>The inputs the resource was registered with.</summary>
    public ImmutableDictionary<string, object> Inputs(string type, string name) => Registration(type, name).Inputs;

    /// <summary>What a component, or the stack, gave out; it did so once.</summary>
    public ImmutableDictionary<string, Output<object?>> OutputsOf(string urn) => Assert.Single(_given, args => args.Urn == urn).Outputs;

    /// <summary>Whether the resource was registered.</summary>
    public bool HasRegistered(string type, string name) => _registered.Any(args => args.Type == type && args.Name == name);

    private async Task<(string? Id, object State)> RegisterAsync(MockResourceArgs args)
    {
        _registered.Enqueue(args);
        await Ready;
        return Answer(args);
    }
}
