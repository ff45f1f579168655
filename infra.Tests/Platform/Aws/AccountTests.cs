using System.Text.Json.Nodes;
using Infra.Faults;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Aws;

/// <summary>What a stack makes in an account beside its data services: long-term recovery points, repositories, records.</summary>
public sealed class AccountTests
{
    [Fact]
    public async Task Recovery_points_are_kept_beyond_what_RDS_keeps_in_a_locked_vault()
    {
        var plan = (await AccountStack.OfProdAsync()).Plan;
        var vault = One(plan, "long-term-vault");
        Assert.True(vault.Options.Protect && vault.Options.RetainOnDelete);
        Assert.Equal("generated-long-term-key", vault.Inputs.Text("kmsKeyArn"));
        var rule = Assert.Single(One(plan, "long-term-plan").Inputs.Items("rules"));
        Assert.Equal(400, rule.Number("lifecycle.deleteAfter"));
        // RDS itself backs up to any second, and two who do change each other's settings.
        Assert.False(rule.IsTrue("enableContinuousBackup"));
        Assert.Equal(400, One(plan, "long-term-lock").Inputs.Number("minRetentionDays"));
        var tag = Assert.Single(One(plan, "long-term-selection").Inputs.Items("selectionTags"));
        Assert.Equal(("namespace", "reference-prod"), (tag.Text("key"), tag.Text("value")));
        var without = (await BucketStack.OfProdAsync()).Plan;
        Assert.DoesNotContain(without.Resources, one => one.Type.StartsWith("aws:backup", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Repositories_keep_tags_as_they_are_are_scanned_and_bounded_and_stay()
    {
        var plan = (await AccountStack.OfProdAsync()).Plan;
        var repository = One(plan, "repositories-reference");
        Assert.Equal("shop/reference-reference", repository.Inputs.Text("name"));
        Assert.Equal("IMMUTABLE_WITH_EXCLUSION", repository.Inputs.Text("imageTagMutability"));
        Assert.Equal("prod", Assert.Single(repository.Inputs.Items("imageTagMutabilityExclusionFilters")).Text("filter"));
        Assert.True(repository.Inputs.IsTrue("imageScanningConfiguration.scanOnPush"));
        Assert.True(repository.Options.Protect && repository.Options.RetainOnDelete);
        var lifecycle = JsonNode.Parse(One(plan, "repositories-reference-lifecycle").Inputs.Text("policy"));
        Assert.Equal(["untagged", "any"], lifecycle.Items("rules").Select(rule => rule.Text("selection.tagStatus")));
        Assert.Equal(200, lifecycle.Items("rules").Last().Number("selection.countNumber"));
    }

    [Fact]
    public async Task Every_public_host_has_a_record_that_leads_to_the_load_balancer()
    {
        var plan = (await AccountStack.OfProdAsync()).Plan;
        var records = plan.Resources.Where(resource => resource.Type == "aws:route53/record:Record").ToList();
        var hosts = AccountStack.SettingsOf("prod").Edge.Hosts.Values;
        Assert.Equal(hosts.Order(), records.Select(record => record.Inputs.Text("name")).Order());
        Assert.All(records, record =>
        {
            Assert.Equal("CNAME", record.Inputs.Text("type"));
            Assert.Equal("web-1.elb.eu-central-1.amazonaws.com", Assert.Single(record.Inputs.Items("records")).ToString());
        });
    }

    [Fact]
    public async Task Checks_pass_and_all_is_named_after_the_namespace()
    {
        var preview = await AccountStack.OfProdAsync();
        Assert.Equal("", string.Join('\n', preview.Checks.SelectMany(result => result.Findings).Select(finding => finding.Text)));
        // Of these, others give the name: the world, the zone, who pushes images, and the role that it is in.
        string[] others =
        [
            "aws:s3/bucket:Bucket", "aws:route53/record:Record", "aws:ecr/repository:Repository", "aws:iam/rolePolicy:RolePolicy",
            "aws:rds/parameterGroup:ParameterGroup",
        ];
        var named = preview.Plan.Resources
            .Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal)
                && !others.Contains(resource.Type)
                && resource.Inputs.Text("name") is { Length: > 0 } name
                && name[0] != '/')
            .ToList();
        Assert.NotEmpty(named);
        Assert.All(named, resource => Assert.StartsWith("reference-prod-", resource.Inputs.Text("name"), StringComparison.Ordinal));
        var tags = preview.Plan.Resources.Single(resource => resource.Type == "pulumi:providers:aws").Inputs.Text("defaultTags");
        Assert.All(
            ["application", "environment", "managed-by", "namespace", "cost-center"],
            tag => Assert.Contains($"\"{tag}\"", tags, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        "registry",
        """{ "server": "registry.example.com", "makesRepositories": true }""",
        "infra:registry.server is \"registry.example.com\"; infra:registry.makesRepositories is true, and the registry of the account in "
            + "eu-central-1 is another one. Use 123456789012.dkr.ecr.eu-central-1.amazonaws.com, "
            + "or remove infra:registry.makesRepositories.")]
    [InlineData(
        "registry",
        """{ "server": "123456789012.dkr.ecr.eu-central-1.amazonaws.com", "username": "AWS", "makesRepositories": true }""",
        "infra:registry.username is \"AWS\"; nodes pull from ECR with their own role, and whoever builds logs in for some hours alone. "
            + "Remove the line.")]
    [InlineData(
        "edge",
        """{ "domain": "example.com", "route53": { "zoneId": "example.com", "target": "web-1.example.com" } }""",
        "infra:edge.route53.zoneId is \"example.com\"; it takes the identifier of a hosted zone. "
            + "Use a value such as Z0123456789ABCDEFGHIJ.")]
    public void What_an_account_does_not_take_is_refused(string key, string value, string fault)
    {
        var refusal = Assert.Throws<InputException>(() => AccountStack.SettingsOf("dev", (key, value)));
        Assert.Equal($"Pulumi.dev.yaml: {fault}", Assert.Single(refusal.Messages));
    }

    private static PlannedResource One(Plan plan, string name) => plan.Resources.Single(resource => resource.Name == name);
}
