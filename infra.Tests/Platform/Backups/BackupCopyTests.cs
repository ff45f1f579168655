using System.Text.Json.Nodes;
using Infra.Applications;
using Infra.Settings;
using Infra.Tests.Platform.Observability;
using Infra.Tests.SettingsTests;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Platform.Backups;

/// <summary>A second copy of the backups, in a bucket that the keys of the first do not reach.</summary>
public sealed class BackupCopyTests
{
    [Fact]
    public async Task A_stack_without_it_has_no_trace_of_it()
    {
        var plan = (await Previews.OfAsync("prod")).Plan;
        Assert.DoesNotContain(plan.Objects, resource => resource.ObjectName?.Contains("backup-copy", StringComparison.Ordinal) == true);
        Assert.DoesNotContain("BackupCopyStale", PlannedRules.NamesIn(plan));
    }

    [Fact]
    public async Task A_job_of_its_own_has_both_keys_and_copies_all_that_the_stack_backs_up()
    {
        var settings = SettingsOf("""{ "destination": "s3://copies/shop", "endpoint": "https://s3.elsewhere.example.com:9000" }""");
        Assert.Superset(
            new HashSet<string> { "BACKUP_COPY_ACCESS_KEY_ID", "BACKUP_COPY_SECRET_ACCESS_KEY" },
            settings.SuppliedSecrets.ToHashSet());
        var preview = await Preview.RunAsync(settings, "prod", Catalog.Default);
        Assert.All(preview.Checks, check => Assert.Empty(check.Findings));

        var job = preview.Plan.Find("CronJob backup-copy");
        Assert.Equal("30 4 * * *", job.Inputs.Text("spec.schedule"));
        var container = Assert.Single(job.Inputs.Items("spec.jobTemplate.spec.template.spec.containers"));
        var variables = container.Items("env").ToDictionary(variable => variable.Text("name"));
        Assert.Equal(("backups/shop", "copies/shop"), (variables["SOURCE"].Text("value"), variables["DESTINATION"].Text("value")));
        Assert.Equal("https://s3.elsewhere.example.com:9000", variables["RCLONE_CONFIG_COPY_ENDPOINT"].Text("value"));
        var second = KeyOf(variables["RCLONE_CONFIG_COPY_ACCESS_KEY_ID"]);
        Assert.NotEqual(KeyOf(variables["RCLONE_CONFIG_STORE_ACCESS_KEY_ID"]), second);
        Assert.All(
            preview.Plan.OfKind("Secret").Where(secret => secret.ObjectName == second),
            secret => Assert.Equal(["ACCESS_KEY_ID", "SECRET_ACCESS_KEY"], secret.Inputs.Texts("stringData").Keys.Order()));
        var policy = preview.Plan.Find("NetworkPolicy backup-copy");
        var rule = Assert.Single(policy.Inputs.Items("spec.egress"))!;
        Assert.Equal(["443", "9000"], rule.Items("ports").Select(port => port.Text("port")));
        Assert.Contains("BackupCopyStale", PlannedRules.NamesIn(preview.Plan));
    }

    [Fact]
    public async Task A_copy_in_the_same_bucket_is_refused()
        => Assert.Equal(
            "Pulumi.prod.yaml: infra:objectStorage.copyTo.destination is \"s3://backups/copies\"; "
                + "a copy in the bucket that it is a copy of goes with it. Use another bucket, of another account where there is one.",
            await Project.RefusalOfAsync(
                StackText.Of("infra:objectStorage: {destination: 's3://backups/shop', copyTo: {destination: 's3://backups/copies'}}"),
                "prod"));

    private static StackSettings SettingsOf(string copy) => CustomStack.SettingsOf(
        Reference.Definition,
        "prod",
        ("objectStorage", $$"""{ "destination": "s3://backups/shop", "copyTo": {{copy}} }"""),
        ("edge", """{ "domain": "example.com" }"""));

    private static string KeyOf(JsonNode? variable) => variable.Text("valueFrom.secretKeyRef.name");
}
