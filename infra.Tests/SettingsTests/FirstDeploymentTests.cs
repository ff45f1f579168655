using System.Collections.Immutable;
using Infra.Tests.Support;

namespace Infra.Tests.SettingsTests;

/// <summary>What a preview does without, and the first deployment does not.</summary>
public sealed class FirstDeploymentTests
{
    private static readonly string[] Secrets = ["BACKUP_ACCESS_KEY_ID", "BACKUP_SECRET_ACCESS_KEY", "SLACK_WEBHOOK_URL"];

    [Theory]
    [InlineData("stage")]
    [InlineData("prod")]
    public async Task Strictly_stage_and_prod_lack_a_context_an_image_by_digest_and_secrets(string stack)
        => Assert.Equal(
            string.Join(
                '\n',
                $"Pulumi.{stack}.yaml: infra:cluster.context is missing; "
                    + "this environment deploys only to a cluster that is named. Set it: "
                    + $"pulumi config set --path 'infra:cluster.context' <context> --stack {stack}.",
                $"Pulumi.{stack}.yaml: infra:release.images.reference is missing; "
                    + "the image reference is what the application runs. Set it: "
                    + $"pulumi config set --path 'infra:release.images.reference' <repository>@sha256:<digest> --stack {stack}.",
                MissingSecrets(stack)),
            await Project.RefusalOfAsync(StackText.Of(), stack, "--strict"));

    [Fact]
    public async Task Strictly_dev_lacks_an_image_by_tag_and_secrets_and_no_context()
        => Assert.Equal(
            string.Join(
                '\n',
                "Pulumi.dev.yaml: infra:release.images.reference is missing; "
                    + "the image reference is what the application runs. Set it: "
                    + "pulumi config set --path 'infra:release.images.reference' <repository>:<tag> --stack dev.",
                MissingSecrets("dev")),
            await Project.RefusalOfAsync(StackText.Of(), "dev", "--strict"));

    [Fact]
    public void An_optional_secret_is_never_missing()
        => Assert.DoesNotContain("infra:LLM_API_KEY", Previews.SettingsOf("prod").Unset.Select(unset => unset.Key));

    [Fact]
    public void Where_volumes_are_shared_a_storage_class_that_can_is_missing()
    {
        var unset = Previews.SettingsOf("prod", "nica").Unset.Single(unset => unset.Key == "infra:cluster.sharedStorageClass");
        Assert.Equal("pulumi config set --path 'infra:cluster.sharedStorageClass' <storage class> --stack prod", unset.Command);
        Assert.DoesNotContain("infra:cluster.sharedStorageClass", Previews.SettingsOf("prod").Unset.Select(one => one.Key));
    }

    [Theory]
    [InlineData("prod", "{}", true)]
    [InlineData("prod", "{criticalChannel: '#ops', warningChannel: '#ops'}", false)]
    [InlineData("stage", "{}", false)]
    [InlineData("stage", "{criticalChannel: '#ops'}", true)]
    public void A_webhook_for_critical_alerts_is_asked_for_where_they_have_a_channel_of_their_own(
        string stack,
        string alerts,
        bool isAskedFor)
    {
        using var project = new Project().With(stack, StackText.Of($"infra:alerts: {alerts}"));
        var asked = project.Load(stack).Unset.Where(unset => unset.Key == "infra:SLACK_CRITICAL_WEBHOOK_URL").ToList();
        Assert.Equal(
            isAskedFor ? [($"pulumi config set --secret SLACK_CRITICAL_WEBHOOK_URL --stack {stack}", false)] : [],
            asked.Select(unset => (unset.Command, unset.IsRequired)));
    }

    [Fact]
    public void A_preview_lists_what_is_missing_and_goes_on_with_stand_ins()
    {
        using var project = new Project().With("prod", StackText.Of());
        var settings = project.Load("prod");

        Assert.Equal(
            [
                "infra:cluster.context",
                "infra:release.images.reference",
                "infra:BACKUP_ACCESS_KEY_ID",
                "infra:BACKUP_SECRET_ACCESS_KEY",
                "infra:SLACK_WEBHOOK_URL",
                "infra:SLACK_CRITICAL_WEBHOOK_URL",
            ],
            settings.Unset.Select(unset => unset.Key));
        Assert.Equal(
            "unset/reference@sha256:0000000000000000000000000000000000000000000000000000000000000000",
            settings.Images["reference"].Text);
        Assert.Equal(
            ImmutableHashSet.Create("BACKUP_ACCESS_KEY_ID", "BACKUP_SECRET_ACCESS_KEY", "SLACK_WEBHOOK_URL"),
            settings.SuppliedSecrets);
    }

    [Fact]
    public void A_complete_stack_file_lacks_nothing()
    {
        var digest = new string('a', 64);
        using var project = new Project().With("prod", StackText.Of(
            "infra:cluster: {context: prod-eu}",
            $"infra:release: {{images: {{reference: registry.example.com/reference@sha256:{digest}}}}}",
            "infra:BACKUP_ACCESS_KEY_ID: {secure: v1:abc}",
            "infra:BACKUP_SECRET_ACCESS_KEY: {secure: v1:abc}",
            "infra:SLACK_WEBHOOK_URL: {secure: v1:abc}",
            "infra:SLACK_CRITICAL_WEBHOOK_URL: {secure: v1:abc}",
            "infra:LLM_API_KEY: {secure: v1:abc}"));
        var settings = project.Load("prod", requireAll: true);

        Assert.Empty(settings.Unset);
        Assert.Contains("LLM_API_KEY", settings.SuppliedSecrets);
    }

    private static string MissingSecrets(string stack)
        => string.Join('\n', Secrets.Select(name => $"Pulumi.{stack}.yaml: infra:{name} is missing; "
            + $"it is a secret that only you have. Set it: pulumi config set --secret {name} --stack {stack}."));
}
