using System.Collections.Concurrent;
using Infra.Offline.Running;
using Infra.Settings;
using Infra.Settings.Reading;
using Moq;
using Pulumi;
using Pulumi.Testing;

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

    /// <summary>Runs the stack.</summary>
    public async Task<StackRunResult> RunAsync()
    {
        var stackName = Settings.Environment.Name;
        var registered = new ConcurrentQueue<MockResourceArgs>();
        var preview = new OfflineMocks();
        var engine = new Mock<IMocks>(MockBehavior.Strict);
        engine.Setup(mocks => mocks.NewResourceAsync(It.IsAny<MockResourceArgs>())).Returns((MockResourceArgs args) => AnswerAsync(args));

        var capture = new PlanCapture();
        var options = new TestOptions { ProjectName = StackReading.ProjectName, StackName = stackName, IsPreview = false };
        var supplied = Supplied ?? Settings.SuppliedSecrets.ToDictionary(name => name, name => $"value of {name}");
        var resources = await Configured.StartAsync(
            supplied.ToDictionary(secret => $"{StackReading.ProjectName}:{secret.Key}", secret => secret.Value),
            () => Deployment.TestWithServiceProviderAsync<PlatformStack>(engine.Object, new StackProvider(Settings, capture.Options), options));
        return new StackRunResult(capture.ToPlan(stackName), [.. registered], resources.OfType<PlatformStack>().Single());

        async Task<(string? Id, object State)> AnswerAsync(MockResourceArgs args)
        {
            registered.Enqueue(args);
            var (id, state) = await preview.NewResourceAsync(args);
            return (id, Answer(args) ?? state);
        }
    }
}
