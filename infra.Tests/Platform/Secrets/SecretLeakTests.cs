using Infra.Settings;
using Infra.Tests.Support;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Utilities;

namespace Infra.Tests.Platform.Secrets;

/// <summary>
/// Secrets stand in the data of Secrets and in secret outputs, and nowhere else, in no form, even if providers do not mark them.
/// </summary>
[Collection(nameof(OwnConsole))]
public sealed class SecretLeakTests
{
    private static readonly string[] SecretOutputs = ["postgresReadOnlyUrl", "postgresUrl", "qdrantApiKey", "redisUrl"];

    private readonly Canaries _canaries = new();

    public static TheoryData<string> Stacks => [.. Repository.Stacks];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task No_secret_leaks(string stack)
    {
        var settings = WithAllSecrets(Previews.SettingsOf(stack));
        var (run, console) = await RunAsync(settings);
        var scanner = new LeakScanner(_canaries.Values);

        Assert.Empty(run.Registered.SelectMany(scanner.LeaksIn));
        Assert.Empty(scanner.LeaksIn(settings, run));
        Assert.Empty(await scanner.LeaksInOutputsAsync(run.Stack));
        Assert.False(scanner.Holds(console), console);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Every_secret_arrives_where_it_belongs(string stack)
    {
        var (run, _) = await RunAsync(WithAllSecrets(Previews.SettingsOf(stack)));

        // Five supplied ones; the passwords of Postgres and of three users of Redis, two keys of Qdrant, two secrets of the application.
        Assert.Equal(13, _canaries.Values.Count());
        Assert.All(_canaries.Values, canary => Assert.NotEmpty(run.Registered.SelectMany(new LeakScanner([canary]).FindsIn)));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Outputs_with_connection_strings_are_secret_and_the_others_are_not(string stack)
    {
        var (run, _) = await RunAsync(WithAllSecrets(Previews.SettingsOf(stack)));
        var scanner = new LeakScanner(_canaries.Values);
        var (secret, holding) = (new List<string>(), new List<string>());
        foreach (var (name, output) in StackOutputs.Of(run.Stack))
        {
            if (await Output.IsSecretAsync(output))
                secret.Add(name);
            if (scanner.Holds(await OutputUtilities.GetValueAsync(output)))
                holding.Add(name);
        }

        Assert.Equal(SecretOutputs, secret.Order(StringComparer.Ordinal));
        Assert.Equal(SecretOutputs, holding.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_leak_would_be_noticed()
    {
        var settings = WithAllSecrets(Previews.SettingsOf("prod"));
        var leaking = settings.Application with
        {
            Services = [.. settings.Application.Services.Select(service => service with { Customize = Leak })],
        };
        var (run, _) = await RunAsync(settings with { Application = leaking });
        var scanner = new LeakScanner(_canaries.Values);

        Assert.Equal(
            ["kubernetes:apps/v1:Deployment reference-api-deployment: metadata.annotations.debug"],
            run.Registered.SelectMany(scanner.LeaksIn));
        Assert.Collection(
            scanner.LeaksIn(settings, run),
            leak => Assert.Equal("the plan", leak),
            leak => Assert.EndsWith("-deployment-api.yaml", leak, StringComparison.Ordinal));

        void Leak(DeploymentArgs deployment) => deployment.Metadata = deployment.Metadata!.ToOutput().Apply(metadata =>
        {
            metadata.Annotations["debug"] = _canaries.Of("LLM_API_KEY");
            return metadata;
        });
    }

    private static StackSettings WithAllSecrets(StackSettings settings)
        => settings with
        {
            SuppliedSecrets = settings.SuppliedSecrets.Add("LLM_API_KEY").Add("SLACK_CRITICAL_WEBHOOK_URL"),
        };

    private async Task<(StackRunResult Run, string Console)> RunAsync(StackSettings settings)
    {
        var run = new StackRun
        {
            Settings = settings,
            Answer = _canaries.StateOf,
            Supplied = settings.SuppliedSecrets.ToDictionary(name => name, _canaries.Of),
        };
        var (output, error) = (Console.Out, Console.Error);
        await using var console = new StringWriter();
        try
        {
            Console.SetOut(console);
            Console.SetError(console);
            return (await run.RunAsync(), console.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
