using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infra.Settings;
using Infra.Settings.Reading;
using Moq;
using Pulumi;
using Pulumi.Testing;
using StackPreview.Capture;
using StackPreview.Running;

namespace Infra.Tests.Support;

/// <summary>Runs the whole stack against an engine that a test plays. What the test does not answer is answered as in a preview.</summary>
internal sealed class StackRun
{
    /// <summary>The settings.</summary>
    public required StackSettings Settings { get; init; }

    /// <summary>The state of a resource, or null for the one that a preview gives it. Default: always that.</summary>
    public Func<MockResourceArgs, Dictionary<string, object>?> Answer { get; init; } = _ => null;

    /// <summary>The values of supplied secrets by name. Default: one that tells the name for each that the settings say is set.</summary>
    public IReadOnlyDictionary<string, string>? Supplied { get; init; }

    /// <summary>Which resources the engine refuses. Default: none.</summary>
    public Func<MockResourceArgs, bool> Refuse { get; init; } = _ => false;

    /// <summary>Runs the stack to its end.</summary>
    public async Task<StackRunResult> RunAsync()
    {
        var (capture, registered) = (new PlanCapture(Catalog.Default.Kinds), new ConcurrentQueue<MockResourceArgs>());
        var resources = await StartAsync(capture, registered);
        return new StackRunResult(
            capture.ToPlan(StackReading.ProjectName, Settings.Environment.Name),
            [.. registered],
            resources.OfType<PlatformStack>().Single());
    }

    /// <summary>Runs the stack, of which the engine refuses something.</summary>
    /// <returns>What was registered all the same.</returns>
    public async Task<IReadOnlyList<MockResourceArgs>> FailAsync()
    {
        var registered = new ConcurrentQueue<MockResourceArgs>();
        await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(new PlanCapture(Catalog.Default.Kinds), registered));
        return [.. registered];
    }

    private Task<ImmutableArray<Resource>> StartAsync(PlanCapture capture, ConcurrentQueue<MockResourceArgs> registered)
    {
        var preview = new OfflineEngine(Catalog.Default.Kinds, capture.IsComponent);
        var engine = new Mock<IMocks>(MockBehavior.Strict);
        engine.Setup(mocks => mocks.NewResourceAsync(It.IsAny<MockResourceArgs>())).Returns((MockResourceArgs args) => AnswerAsync(args));
        engine.Setup(mocks => mocks.CallAsync(It.IsAny<MockCallArgs>())).Returns((MockCallArgs args) => preview.CallAsync(args));
        engine.Setup(mocks => mocks.RegisterResourceOutputs(It.IsAny<MockRegisterResourceOutputsRequest>())).Returns(Task.CompletedTask);

        var stackName = Settings.Environment.Name;
        var options = new TestOptions { ProjectName = StackReading.ProjectName, StackName = stackName, IsPreview = false };
        var supplied = Supplied ?? Settings.SuppliedSecrets.ToDictionary(name => name, name => $"value of {name}");
        return Configured.StartAsync(
            supplied.ToDictionary(secret => $"{StackReading.ProjectName}:{secret.Key}", secret => secret.Value),
            () =>
                Deployment.TestWithServiceProviderAsync<PlatformStack>(
                    engine.Object,
                    new StackProvider(Settings, Catalog.Default, capture.Options),
                    options));

        async Task<(string? Id, object State)> AnswerAsync(MockResourceArgs args)
        {
            if (Refuse(args))
                throw new InvalidOperationException($"The engine refuses {args.Name}.");
            registered.Enqueue(args);
            var (id, state) = await preview.NewResourceAsync(args);
            return (id, Answer(args) ?? state);
        }
    }
}
