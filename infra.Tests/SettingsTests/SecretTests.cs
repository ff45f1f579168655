namespace Infra.Tests.SettingsTests;

/// <summary>Secrets where none belong, and secrets that are none.</summary>
public sealed class SecretTests
{
    private const string Names = "BACKUP_ACCESS_KEY_ID, BACKUP_SECRET_ACCESS_KEY, LLM_API_KEY, SLACK_CRITICAL_WEBHOOK_URL, "
        + "SLACK_WEBHOOK_URL";

    [Theory]
    [InlineData("SLACK_WEBHOOK_URL", "https://hooks.example.com/T0/B0/x")]
    [InlineData("BACKUP_ACCESS_KEY_ID", "AKIA")]
    [InlineData("LLM_API_KEY", "''")]
    [InlineData("LLM_API_KEY", "{key: sk-12345}")]
    public async Task A_secret_in_plain_text_is_refused(string name, string value)
        => Assert.Equal(
            $"Pulumi.dev.yaml: infra:{name} is in plain text; "
                + $"secrets are encrypted. Set it again: pulumi config set --secret {name} --stack dev, "
                + "and revoke the value that was readable.",
            await Project.RefusalOfAsync(StackText.Of($"infra:{name}: {value}")));

    [Theory]
    [InlineData("postgres")]
    [InlineData("edge")]
    [InlineData("objectStorage")]
    [InlineData("environment")]
    [InlineData("allowSourceSdk")]
    public async Task An_encrypted_setting_is_refused(string name)
        => Assert.Equal(
            $"Pulumi.dev.yaml: infra:{name} is encrypted; settings are plain text; "
                + $"only secrets are encrypted. Set it again without --secret; the secrets are {Names}.",
            await Project.RefusalOfAsync(StackText.Of($"infra:{name}: {{secure: v1:abc}}")));

    [Theory]
    [InlineData("infra:alerts: {slackWebhookUrl: {secure: v1:abc}}", "infra:alerts.slackWebhookUrl", "SLACK_WEBHOOK_URL")]
    [InlineData("infra:alerts: {webhookUrl: {secure: v1:abc}}", "infra:alerts.webhookUrl", "SLACK_WEBHOOK_URL")]
    [InlineData(
        "infra:objectStorage: {destination: s3://backups, accessKeyId: {secure: v1:abc}}",
        "infra:objectStorage.accessKeyId",
        "BACKUP_ACCESS_KEY_ID")]
    [InlineData(
        "infra:workloads: {api: {variables: {LLM_API_KEY: {secure: v1:abc}}}}",
        "infra:workloads.api.variables.LLM_API_KEY",
        "LLM_API_KEY")]
    public async Task A_secret_within_a_map_is_refused_and_the_flat_key_is_named(string entry, string path, string secret)
        => Assert.Contains(
            $"Pulumi.dev.yaml: {path} is encrypted; "
                + "a secret within a map would be handed on in plain text. Set it as a key of its own: "
                + $"pulumi config set --secret {secret} --stack dev.",
            (await Project.RefusalOfAsync(StackText.Of(entry))).Split('\n'));

    [Theory]
    [InlineData("infra:cluster: {apiServerRanges: [{secure: v1:abc}]}", "infra:cluster.apiServerRanges[0]")]
    [InlineData("infra:cluster: {context: {secure: v1:abc}}", "infra:cluster.context")]
    [InlineData("infra:redis: {auth: {password: {secure: v1:abc}}}", "infra:redis.auth.password")]
    public async Task A_secret_within_a_map_that_is_no_secret_of_the_application_is_refused(string entry, string path)
        => Assert.Contains(
            $"Pulumi.dev.yaml: {path} is encrypted; a secret within a map would be handed on in plain text. Remove it; "
                + $"secrets are keys of their own: {Names}.",
            (await Project.RefusalOfAsync(StackText.Of(entry))).Split('\n'));

    [Theory]
    [InlineData("infra:alerts: https://hooks.slack.com/services/T0/B0/CANARY")]
    [InlineData("infra:alerts: CANARY")]
    [InlineData("infra:alerts: [https://hooks.slack.com/services/T0/B0/CANARY]")]
    [InlineData("infra:alerts: {webhookUrl: https://hooks.slack.com/services/T0/B0/CANARY}")]
    [InlineData("infra:objectStorage: {destination: 's3://id:CANARY@backups'}")]
    [InlineData("infra:objectStorage: {destination: s3://backups, endpoint: 'https://s3.example.com?key=CANARY'}")]
    [InlineData("infra:objectStorage: {destination: s3://backups, endpoint: 'https://id:CAN/CANARY@s3.example.com'}")]
    [InlineData("infra:edge: {hosts: {api: https://hooks.slack.com/services/T0/B0/CANARY}}")]
    [InlineData("infra:edge: {hosts: CANARY}")]
    [InlineData("infra:cluster: {monitoringLabels: CANARY}")]
    [InlineData("infra:cluster: {monitoringLabels: {release: https://hooks.slack.com/services/T0/B0/CANARY}}")]
    [InlineData("infra:cluster: {apiServerRanges: CANARY}")]
    [InlineData("infra:cluster: {apiServerRanges: [https://hooks.slack.com/services/T0/B0/CANARY]}")]
    [InlineData("infra:workloads: {api: {scaling: CANARY}}")]
    [InlineData("infra:release: {images: CANARY}")]
    [InlineData("infra:environment: https://hooks.slack.com/services/T0/B0/CANARY")]
    [InlineData("infra:slackWebhookUrl: https://hooks.slack.com/services/T0/B0/CANARY")]
    [InlineData("infra:SLACK_WEBHOOK_URL: https://hooks.slack.com/services/T0/B0/CANARY")]
    [InlineData("slackWebhookUrl: CANARY")]
    [InlineData("infra:alerts: {https://hooks.slack.com/services/T0/B0/CANARY: SLACK_WEBHOOK_URL}")]
    [InlineData("infra:cluster: {monitoringLabels: {https://hooks.slack.com/services/T0/B0/CANARY: SLACK_WEBHOOK_URL}}")]
    [InlineData("infra:edge: {domain: 'robot:CANARY@registry.example.com'}")]
    [InlineData("infra:edge: {hosts: {api: 'robot:CAN/CANARY@registry.example.com'}}")]
    [InlineData("infra:release: {images: {reference: 'robot:CANARY@registry.example.com/reference:1.0.0'}}")]
    [InlineData("infra:release: {images: {reference: 'https://robot:CANARY@registry.example.com/reference:1.0.0'}}")]
    [InlineData("infra:release: {build: 'https://robot:CANARY@github.com/acme/shop'}")]
    [InlineData("infra:registry: {server: 'robot:CANARY@registry.example.com'}")]
    [InlineData("infra:registry: {server: 'registry.example.com/robot:C@NARY:CANARY@x'}")]
    [InlineData("infra:registry: {server: registry.example.com, path: 'robot:CANARY@team'}")]
    [InlineData("infra:objectStorage: {destination: 'id:CANARY@backups'}")]
    [InlineData("infra:alerts: {'robot:CANARY@example.com': x}")]
    [InlineData("infra:SLACK_WEBHOOK_URL: 471108150000000000000000000000CANARY")]
    [InlineData("infra:alerts: *CANARY")]
    [InlineData("infra:https://hooks.slack.com/services/T0/B0/CANARY: SLACK_WEBHOOK_URL")]
    public async Task A_secret_under_a_wrong_key_is_not_printed(string entry)
        => Assert.DoesNotContain("CANARY", await Project.RefusalOfAsync(StackText.Of(entry)));

    [Fact]
    public async Task A_secret_of_the_project_file_is_named_with_its_namespace()
    {
        using var project = new Project(
            "name: infra\nconfig:\n  alerts: {value: {webhookUrl: {secure: v1:abc}}}\n").With("dev", StackText.Of());
        Assert.Equal(
            "Pulumi.yaml: infra:alerts.webhookUrl is encrypted; "
                + "a secret within a map would be handed on in plain text. Set it as a key of its own: "
                + "pulumi config set --secret SLACK_WEBHOOK_URL --stack dev.",
            await project.RefusalAsync("dev"));
    }
}
