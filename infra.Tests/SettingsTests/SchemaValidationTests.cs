using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Faults;
using Infra.Settings;
using Infra.Settings.Reading;
using Infra.Tests.Support;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.SettingsTests;

/// <summary>The JSON schema in the hands of a validator as editors have it.</summary>
public sealed class SchemaValidationTests
{
    // Reads { schema, files } and writes the paths that are at fault, a list for each file.
    private const string Validator = """
        const { Ajv } = require('ajv');
        const { schema, files } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
        const validate = new Ajv({ allErrors: true, allowUnionTypes: true, keywords: ['patternErrorMessage'] }).compile(schema);
        const path = error => [
          ...error.instancePath.split('/').slice(1),
          ...[error.params.additionalProperty ?? error.propertyName ?? error.params.propertyName].filter(name => name !== undefined),
        ];
        console.log(JSON.stringify(files.map(file => validate(file) ? [] : validate.errors.map(path))));
        """;

    private static readonly string[] FaultyFiles =
    [
        StackText.Of("infra:postgress: {version: 17}", "infra:monitoring: {}", "redis: {memory: 1Gi}"),
        StackText.Of("infra:postgres: {bakup: {}, backup: {retention: 7}}", "infra:workloads: {api: {replicas: 3}, frontend: {}}"),
        StackText.Of(
            "infra:postgres: {instances: many, maxConnections: 5.5, version: [17]}",
            "infra:release: {migrate: 'yes'}",
            "infra:redis: {enabled: 1}"),
        StackText.Of(
            "infra:postgres: {version: 14, backup: {retentionDays: 400}}",
            "infra:alerts: {errorRatePercent: 0}",
            "infra:workloads: {worker: {scaling: {minReplicas: 101, maxReplicas: 100.5}}}"),
        StackText.Of(
            "infra:redis: {memory: 5GB, cpu: 1Gi, storage: 100}",
            "infra:qdrant: {memory: -1, storage: 0Gi}",
            "infra:workloads: {api: {cpu: 1000, memory: 250m}}"),
        StackText.Of(
            "infra:postgres: {backup: {schedule: 61 2 * * *, archiveTimeout: 300}}",
            "infra:edge: {hosts: {api: localhost, gateway: a.example.com}, rateLimit: {period: 2w}}"),
        StackText.Of(
            "infra:cluster: {storageClass: Fast, context: '', monitoringLabels: {two words: a, team: two words}, apiServerRanges: "
                + "[10.0.0.0/8, anywhere, {a: b}]}"),
        StackText.Of(
            "infra:redis: true",
            "infra:qdrant: [a]",
            "infra:alerts: ''",
            "infra:cluster: {namespaces: traefik, monitoringLabels: [a], apiServerRanges: 10.0.0.0/8}",
            "infra:workloads: {api: {scaling: 3}}"),
        StackText.Of(
            "infra:SLACK_WEBHOOK_URL: https://hooks.example.com",
            "infra:LLM_API_KEY: [sk-12345]",
            "infra:alerts: {criticalChannel: {secure: v1:abc}, webhookUrl: {secure: v1:abc}}",
            "infra:environment: {secure: v1:abc}"),
        StackText.Of(
            "infra:environment: production",
            "infra:application: shop",
            "infra:redis: {engine: keydb}",
            "infra:release: {images: {reference: 'App:1', api: x:1}}",
            "infra:objectStorage: {destination: backups, endpoint: 'http://s3.example.com', region: ~}"),
    ];

    [ToolFact("node", "npm:ajv")]
    public void The_committed_stack_files_pass()
    {
        var files = Repository.CommittedStacks.Select(
            stack => ToJson(File.ReadAllText(Repository.PathOf(StackConfiguration.FileOf(stack)))));
        Assert.All(Validate(files), Assert.Empty);
    }

    [ToolFact("node", "npm:ajv")]
    public void Stack_files_that_the_reader_accepts_pass()
    {
        string[] accepted =
        [
            "",
            "config:\n",
            "secretsprovider: awskms://alias/pulumi\nencryptionsalt: v1:abc\nenvironment: [shared]\n",
            StackText.Of(
                "aws:region: eu-central-1",
                "other:infra:postgres: 5",
                "infra:LLM_API_KEY: {secure: v1:abc}",
                "infra:environment: prod",
                "infra:allowSourceSdk: 'true'"),
            StackText.Of(
                "infra:postgres: {instances: '3', storage: 5000000000, cpu: 0.5, backup: {schedule: 0 4 * * 1-5, archiveTimeout: 5m}}",
                "infra:cluster: {context: 2024, monitoringLabels: {app.kubernetes.io/part-of: 1.5}, apiServerRanges: []}"),
        ];
        Assert.All(accepted[3..], text => Assert.Equal("reference", Load(text).Application.Name));
        Assert.All(Validate(accepted.Select(ToJson)), Assert.Empty);
    }

    [ToolFact("node", "npm:ajv")]
    public void Ten_faulty_stack_files_fail_where_the_messages_say()
    {
        Assert.Equal(10, FaultyFiles.Length);
        foreach (var (text, paths) in FaultyFiles.Zip(Validate(FaultyFiles.Select(ToJson))))
            Assert.Equal(FaultPathsOf(text), paths);
    }

    private static IReadOnlyList<SortedSet<string>> Validate(IEnumerable<JsonNode?> files)
    {
        var input = new JsonObject
        {
            ["schema"] = SettingsSchema.Of(Catalog.Default.Settings),
            ["files"] = new JsonArray([.. files.Select(file => file ?? new JsonObject())]),
        };
        var (exitCode, output, error) = Tool.Run("node", input.ToJsonString(), "-e", Validator);
        Assert.Equal("", error);
        Assert.Equal(0, exitCode);
        return [
            .. JsonSerializer.Deserialize<string[][][]>(output)!.Select(
                paths => new SortedSet<string>(paths.Select(Written), StringComparer.Ordinal)),
        ];
    }

    // config, infra:cluster, apiServerRanges, 1 → infra:cluster.apiServerRanges[1]
    private static string Written(string[] path)
        => path[1] + string.Concat(path.Skip(2).Select(step => int.TryParse(step, out var index) ? $"[{index}]" : $".{step}"));

    private static SortedSet<string> FaultPathsOf(string text)
    {
        var messages = Assert.Throws<InputException>(() => Load(text)).Messages;
        const string Origin = "Pulumi.dev.yaml: ";
        return new SortedSet<string>(
            messages.Select(message => message[Origin.Length..message.IndexOf(" is ", StringComparison.Ordinal)]),
            StringComparer.Ordinal);
    }

    private static StackSettings Load(string text)
    {
        using var project = new Project().With("dev", text);
        return project.Load("dev");
    }

    private static JsonNode? ToJson(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return yaml.Documents is [var document] ? ToJson(document.RootNode) : null;
    }

    // As a YAML language server sees it.
    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(
            map.Children.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, ToJson(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" } => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } scalar => bool.Parse(scalar.Value),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when double.TryParse(scalar.Value, out var number) => number,
        YamlScalarNode scalar => scalar.Value,
        _ => throw new InvalidOperationException($"{node} is neither map, list nor scalar."),
    };
}
