using System.Collections.Immutable;
using System.Text.Json;
using Infra.Faults;
using Infra.Settings;
using Infra.Settings.Reading;
using StackPreview;
using StackPreview.Running;

namespace Infra.Tests.SettingsTests;

/// <summary>What the engine hands over is read like the stack file it comes from.</summary>
public sealed class EngineConfigurationTests
{
    private static readonly string StackFileText = StackText.Of(
        "infra:postgres: {version: '17', backup: {retentionDays: 40, schedule: 0 4 * * *}}",
        "infra:cluster: {context: prod-eu, monitoringLabels: {team: shop}, apiServerRanges: [10.1.0.0/16]}",
        $"infra:release: {{migrate: false, images: {{reference: registry.example.com/reference@sha256:{new string('a', 64)}}}}}",
        "infra:allowSourceSdk: true",
        "aws:region: eu-central-1",
        "infra:BACKUP_ACCESS_KEY_ID: {secure: v1:abc}",
        "infra:BACKUP_SECRET_ACCESS_KEY: {secure: v1:abc}",
        "infra:SLACK_WEBHOOK_URL: {secure: v1:abc}");

    [Fact]
    public void The_engine_gives_the_same_settings_as_the_stack_file()
    {
        using var project = new Project().With("prod", StackFileText);
        var fromFile = project.Read("prod");
        var fromEngine = Read(
            "prod",
            fromFile.Values.ToDictionary(entry => entry.Key, entry => entry.Value.Text),
            fromFile.Values.Where(entry => entry.Value.IsSecret).Select(entry => entry.Key));

        Assert.Equal(fromFile.Values.Keys, fromEngine.Values.Keys);
        Assert.Equal(Written(fromFile), Written(fromEngine));
    }

    [Fact]
    public void Values_and_the_keys_of_secrets_come_from_the_environment()
    {
        var values = Read("dev", new() { ["infra:edge"] = "{}", ["infra:TOKEN"] = "sk-12345" }, ["infra:TOKEN"]).Values;
        Assert.Equal((false, "{}"), (values["infra:edge"].IsSecret, values["infra:edge"].Text));
        Assert.Equal((true, "sk-12345"), (values["infra:TOKEN"].IsSecret, values["infra:TOKEN"].Text));
    }

    [Fact]
    public void Without_the_variables_there_is_no_configuration() => Assert.Empty(Read("dev", values: null, secretKeys: null).Values);

    [Fact]
    public void Faults_name_the_stack_file()
        => Assert.Equal(
            "Pulumi.dev.yaml: infra:redis.memory is \"lots\"; "
                + "it takes a quantity from 64Mi to 64Ti. Use 64Mi or more, or remove the line.",
            FaultsOf(new() { ["infra:redis"] = """{"memory":"lots"}""" }, []));

    // A map with an encrypted value in it arrives decrypted, and marked as a whole.
    [Fact]
    public void What_is_encrypted_is_never_shown()
        => Assert.Equal(
            "Pulumi.dev.yaml: infra:redis is encrypted; settings are plain text; "
                + "only secrets are encrypted. Set it again without --secret; "
                + "the secrets are BACKUP_ACCESS_KEY_ID, BACKUP_SECRET_ACCESS_KEY, LLM_API_KEY, SLACK_CRITICAL_WEBHOOK_URL, "
                + "SLACK_WEBHOOK_URL.",
            FaultsOf(new() { ["infra:redis"] = """{"password":"sk-12345","memory":"sk-12345"}""" }, ["infra:redis"]));

    private static string FaultsOf(Dictionary<string, string> values, IEnumerable<string> secretKeys)
    {
        values["infra:objectStorage"] = """{"destination":"s3://backups/reference"}""";
        values["infra:edge"] = """{"hosts":{"api":"api.example.com"}}""";
        return string.Join('\n', Assert.Throws<InputException>(() => Load(Read("dev", values, secretKeys), requireAll: false)).Messages);
    }

    private static StackSettings Load(StackConfiguration configuration, bool requireAll)
        => Catalog.Default.Settings.Load(configuration, requireAll);

    // All settings as text; the environment and the application are the same objects.
    private static string Written(StackConfiguration configuration)
    {
        var settings = Load(configuration, requireAll: true);
        return JsonSerializer.Serialize(
            settings with
            {
                ProjectFolder = null,
                Application = new() { Name = settings.Application.Name, Needs = settings.Application.Needs },
            });
    }

    private static StackConfiguration Read(string stack, Dictionary<string, string>? values, IEnumerable<string>? secretKeys)
    {
        var variables = new Dictionary<string, string?>
        {
            [PulumiEngine.ConfigurationVariable] = values is null ? null : JsonSerializer.Serialize(values),
            [PulumiEngine.SecretKeysVariable] = secretKeys is null ? null : JsonSerializer.Serialize(secretKeys),
        };
        lock (OfflineRun.EnvironmentLock)
        {
            var before = variables.Keys.ToImmutableDictionary(name => name, Environment.GetEnvironmentVariable);
            try
            {
                foreach (var (name, value) in variables)
                    Environment.SetEnvironmentVariable(name, value);
                return EngineConfiguration.Read(stack);
            }
            finally
            {
                foreach (var (name, value) in before)
                    Environment.SetEnvironmentVariable(name, value);
            }
        }
    }
}
