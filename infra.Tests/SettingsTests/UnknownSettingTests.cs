namespace Infra.Tests.SettingsTests;

/// <summary>Keys that mean nothing.</summary>
public sealed class UnknownSettingTests
{
    private const string Known = "BACKUP_ACCESS_KEY_ID, BACKUP_SECRET_ACCESS_KEY, LLM_API_KEY, SLACK_CRITICAL_WEBHOOK_URL, "
        + "SLACK_WEBHOOK_URL, alerts, allowSourceSdk, application, aws, azure, cluster, costs, edge, egress, environment, generations, "
        + "mysql, namespace, objectStorage, postgres, qdrant, redis, registry, release, secrets, variables, volumeBackups, volumes, workloads";

    [Theory]
    [InlineData("infra:postgress: {}", "infra:postgress is set; there is no such setting. Use infra:postgres, or remove it.")]
    [InlineData("infra:Redis: {}", "infra:Redis is set; there is no such setting. Use infra:redis, or remove it.")]
    [InlineData(
        "infra:BACKUP_ACCESS_KEY: {secure: v1:abc}",
        "infra:BACKUP_ACCESS_KEY is encrypted; there is no such setting. Use infra:BACKUP_ACCESS_KEY_ID, or remove it.")]
    [InlineData("infra:somethingElse: {}", $"infra:somethingElse is set; there is no such setting. Remove it, or use one of {Known}.")]
    [InlineData("postgres: {}", "postgres is set; keys of a stack file begin with a namespace. Use infra:postgres, or remove it.")]
    [InlineData(
        "somethingElse: {}",
        $"somethingElse is set; keys of a stack file begin with a namespace. Remove it, or use one of {Known}.")]
    [InlineData(
        "infra:release.images.reference: x/y:1",
        "infra:release.images.reference is set; "
            + "there is no such setting. Remove it, and write it below infra:release, as pulumi config set --path does.")]
    [InlineData(
        "infra:postgres: {bakup: {}}",
        "infra:postgres.bakup is set; there is no such setting. Use infra:postgres.backup, or remove it.")]
    [InlineData(
        "infra:redis: {persistence: true}",
        "infra:redis.persistence is set; there is no such setting. "
            + "Remove it, or use one of backup, cpu, elasticache, enabled, engine, existing, import, managedRedis, memory, provider, "
            + "recover, storage, tls.")]
    [InlineData(
        "infra:postgres: {backup: {retentionDay: 7}}",
        "infra:postgres.backup.retentionDay is set; there is no such setting. Use infra:postgres.backup.retentionDays, or remove it.")]
    [InlineData(
        "infra:workloads: {api: {scaling: {min: 2}}}",
        "infra:workloads.api.scaling.min is set; "
            + "there is no such setting. Remove it, or use one of maxReplicas, minReplicas, targetCpuPercent, targetMemoryPercent.")]
    [InlineData(
        "infra:workloads: {wroker: {}}",
        "infra:workloads.wroker is set; there is no such setting. Use infra:workloads.worker, or remove it.")]
    [InlineData(
        "infra:release: {images: {api: x:1}}",
        "infra:release.images.api is set; there is no such setting. Remove it, or use one of reference.")]
    [InlineData("Infra:redis: {}", "Infra:redis is set; the namespace of settings is infra. Use infra:redis.")]
    [InlineData("INFRA:redis: {}", "INFRA:redis is set; the namespace of settings is infra. Use infra:redis.")]
    [InlineData("inra:rediss: {}", "inra:rediss is set; the namespace of settings is infra. Use infra:redis, or remove it.")]
    [InlineData(
        "infras:SLACK_WEBHOOK_URL: {secure: v1:abc}",
        "infras:SLACK_WEBHOOK_URL is set; the namespace of settings is infra. Use infra:SLACK_WEBHOOK_URL.")]
    [InlineData("' infra:redis': {}", " infra:redis is set; the namespace of settings is infra. Use infra:redis.")]
    [InlineData("'infra :redis': {}", "infra :redis is set; the namespace of settings is infra. Use infra:redis.")]
    [InlineData("'infra: redis': {}", "infra: redis is set; there is no such setting. Use infra:redis, or remove it.")]
    [InlineData("'infra:redis ': {}", "infra:redis  is set; there is no such setting. Use infra:redis, or remove it.")]
    public async Task An_unknown_key_is_refused_and_the_nearest_known_one_is_named(string entry, string message)
        => Assert.Equal($"Pulumi.dev.yaml: {message}", await Project.RefusalOfAsync(StackText.Of(entry)));

    [Theory]
    [InlineData("infra:llmApiKey: sk-12345")]
    [InlineData("infra:redis: {password: sk-12345}")]
    [InlineData("infra:redis: {auth: {password: sk-12345}}")]
    [InlineData("infra:LLM_API_KEY: sk-12345")]
    public async Task What_may_be_a_secret_is_not_shown(string entry)
    {
        var message = await Project.RefusalOfAsync(StackText.Of(entry));
        Assert.DoesNotContain("sk-12345", message);
    }
}
