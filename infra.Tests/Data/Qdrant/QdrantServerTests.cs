using Infra.Tests.Support;
using Pulumi.Utilities;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.Qdrant;

public sealed class QdrantServerTests
{
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["qdrant-api-key-g1"] = "may-write",
        ["qdrant-read-only-api-key-g1"] = "may-read",
    };

    [Fact]
    public async Task Clients_get_the_key_that_may_write_and_the_scrape_the_one_that_may_read()
    {
        var run = await new StackRun
        {
            Settings = Previews.SettingsOf("prod"),
            Answer = args => Keys.TryGetValue(args.Name!, out var key) ? new() { ["result"] = key } : null,
        }.RunAsync();
        var keys = run.Inputs("qdrant-keys");
        Assert.Equal(("may-write", "may-read"), (keys["stringData.api-key"], keys["stringData.read-only-api-key"]));
        Assert.Equal("may-write", run.Inputs("reference-api-secrets")["stringData.QDRANT_API_KEY"]);
        Assert.Equal("may-write", await OutputUtilities.GetValueAsync(run.Stack.QdrantApiKey));

        var authorization = run.Plan.Find("PodMonitor qdrant").Inputs.Items("spec.podMetricsEndpoints").Single()["authorization"];
        Assert.Equal(("Bearer", "read-only-api-key"), (authorization.Text("type"), authorization.Text("credentials.key")));
        Assert.Equal(run.Plan.Find("Secret qdrant-keys").ObjectName, authorization.Text("credentials.name"));
    }

    [Fact]
    public async Task The_server_asks_for_keys_and_fetches_nothing_that_a_client_names()
    {
        var variables = (await VariablesAsync()).ToDictionary(variable => variable.Name, variable => variable.Value);
        Assert.Equal("secret api-key", variables["QDRANT__SERVICE__API_KEY"]);
        Assert.Equal("secret read-only-api-key", variables["QDRANT__SERVICE__READ_ONLY_API_KEY"]);
        Assert.Equal("false", variables["QDRANT__SERVICE__ENABLE_SNAPSHOT_URL_RECOVERY"]);
        Assert.Equal("true", variables["QDRANT__TELEMETRY_DISABLED"]);
    }

    [Fact]
    public async Task All_that_the_server_writes_is_on_a_volume()
    {
        var container = (await TemplateAsync()).Containers.Single();
        var mounts = container.Items("volumeMounts").Select(mount => mount.Text("mountPath")).ToList();
        var paths = (await VariablesAsync())
            .Where(variable => variable.Name.EndsWith("_PATH", StringComparison.Ordinal))
            .Select(variable => variable.Value)
            .ToList();

        Assert.Equal(4, paths.Count);
        Assert.All(paths, path =>
            Assert.Contains(mounts, mount => path == mount || path.StartsWith($"{mount}/", StringComparison.Ordinal)));
        Assert.True(container.IsTrue("securityContext.readOnlyRootFilesystem"));
    }

    [Fact]
    public async Task Metrics_have_the_prefix_that_the_alerts_ask_for()
        => Assert.Contains(("QDRANT__SERVICE__METRICS_PREFIX", "qdrant_"), await VariablesAsync());

    private static async Task<PodTemplate> TemplateAsync()
        => PodTemplate.Of((await Previews.OfAsync("prod")).Plan.Find("StatefulSet qdrant"))!;

    private static async Task<List<(string Name, string Value)>> VariablesAsync()
        => [
            .. from variable in (await TemplateAsync()).Containers.Single().Items("env")
            select (
                variable.Text("name"),
                variable.At("valueFrom.secretKeyRef") is { } reference ? $"secret {reference.Text("key")}" : variable.Text("value")),
        ];
}
