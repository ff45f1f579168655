using System.Text.Json.Nodes;
using Infra.Faults;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Backups;

/// <summary>Backups go to a bucket that the stack makes, and pods open it with a role and no key.</summary>
public sealed class OwnBucketTests
{
    private const string Arn = "arn:aws:s3:::example-backups";

    [Fact]
    public async Task The_bucket_is_encrypted_versioned_private_locked_and_kept()
    {
        var plan = (await BucketStack.OfProdAsync()).Plan;
        var bucket = Assert.Single(plan.OfType(AwsKinds.Bucket));
        Assert.Equal("example-backups", bucket.Inputs.Text("bucket"));
        Assert.True(bucket.Inputs.IsTrue("objectLockEnabled"));
        Assert.False(bucket.Inputs.IsTrue("forceDestroy"));
        Assert.True(bucket.Options.Protect && bucket.Options.RetainOnDelete);
        var rule = Assert.Single(Part("encryption").Items("rules"));
        Assert.Equal("generated-backup-bucket-key", rule.Text("applyServerSideEncryptionByDefault.kmsMasterKeyId"));
        Assert.Equal("Enabled", Part("versioning").Text("versioningConfiguration.status"));
        Assert.Equal("BucketOwnerEnforced", Part("ownership").Text("rule.objectOwnership"));
        var kept = Assert.Single(Part("lifecycle").Items("rules"));
        Assert.Equal(30, kept.Number("noncurrentVersionExpiration.noncurrentDays"));
        Assert.Null(kept.At("expiration.days"));
        Assert.Equal("GOVERNANCE", Part("lock").Text("rule.defaultRetention.mode"));
        Assert.Equal(7, Part("lock").Number("rule.defaultRetention.days"));

        JsonObject Part(string name) => plan.Resources.Single(resource => resource.Name == $"backup-bucket-{name}").Inputs;
    }

    [Theory]
    [InlineData("prod", "reference", "postgres")]
    [InlineData("dev", "reference", "postgres")]
    [InlineData("prod", "julia", "chatwoot-postgres")]
    [InlineData("prod", "graphrag", "mysql-dump")]
    public async Task All_checks_pass_and_no_key_is_left(string environment, string application, string account)
    {
        (string, string)[] changed = application == "graphrag" ? [("mysql", """{ "provider": "statefulset" }""")] : [];
        var settings = BucketStack.SettingsOf(environment, application, changed);
        Assert.DoesNotContain(settings.SuppliedSecrets, name => name.StartsWith("BACKUP_", StringComparison.Ordinal));
        var preview = await BucketStack.PreviewAsync(settings);
        Assert.Equal("", string.Join('\n', preview.Checks.SelectMany(result => result.Findings).Select(finding => finding.Text)));
        Assert.DoesNotContain("ACCESS_KEY", string.Join('\n', preview.Plan.Resources.Select(one => one.Inputs.ToJsonString())));
        var rolesOf = preview.Plan.Resources
            .Where(resource => resource.Type == "aws:eks/podIdentityAssociation:PodIdentityAssociation")
            .Select(resource => resource.Inputs.Text("serviceAccount"))
            .ToHashSet();
        var openers = OpenersOf(preview.Plan).ToList();
        Assert.NotEmpty(openers);
        Assert.All(openers, opener => Assert.Contains(opener, rolesOf));
        Assert.Contains(account, rolesOf);
    }

    [Fact]
    public async Task Whoever_only_reads_may_not_write_and_whoever_writes_does_so_in_its_own_folder()
    {
        var plan = (await BucketStack.OfProdAsync()).Plan;
        Assert.Equal(
            $"s3:GetBucketLocation s3:ListBucket on {Arn}\ns3:GetObject on {Arn}/*\nkms:Decrypt on generated-backup-bucket-key",
            AllowedTo(plan, "redis-drill"));
        Assert.Contains(
            $"s3:AbortMultipartUpload s3:DeleteObject s3:ListMultipartUploadParts s3:PutObject on {Arn}/shop/reference-prod/redis/*",
            AllowedTo(plan, "redis-backup"),
            StringComparison.Ordinal);
        Assert.Contains($"s3:PutObject on {Arn}/shop/*", AllowedTo(plan, "postgres"), StringComparison.Ordinal);
        Assert.DoesNotContain("s3:PutObject", AllowedTo(plan, "postgres-drill"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_is_that_of_one_service_account_alone()
    {
        var plan = (await BucketStack.OfProdAsync()).Plan;
        var trust = TrustOf(plan, "redis-backup");
        Assert.Equal("pods.eks.amazonaws.com", trust.Text("Principal.Service"));
        var conditions = trust["Condition"]!["StringEquals"]!;
        Assert.Equal("123456789012", conditions["aws:SourceAccount"]!.ToString());
        Assert.Equal("reference-prod", conditions["aws:RequestTag/kubernetes-namespace"]!.ToString());
        Assert.Equal("redis-backup", conditions["aws:RequestTag/kubernetes-service-account"]!.ToString());
        var association = plan.Resources.Single(resource => resource.Name == "redis-backup-aws-identity");
        Assert.Equal("web", association.Inputs.Text("clusterName"));
        Assert.Equal("reference-prod", association.Inputs.Text("namespace"));
        // The job comes after what gives its pods their role.
        Assert.Contains(association.Urn, plan.Resources.Single(resource => resource.Name == "redis-backup-job").Dependencies);
    }

    [Fact]
    public async Task Pods_reach_the_agent_that_gives_them_their_role()
    {
        var plan = (await BucketStack.OfProdAsync()).Plan;
        var network = new NetworkModel(plan);
        foreach (var pods in new Dictionary<string, string>[] { new() { ["cnpg.io/cluster"] = "postgres" }, Selecting("redis-backup") })
            Assert.True(network.AllowsOut(pods, new NetworkPeer.Address("169.254.170.23"), 80));
        Assert.False(network.AllowsOut(Selecting("api"), new NetworkPeer.Address("169.254.170.23"), 80));

        static Dictionary<string, string> Selecting(string name) => new() { ["app.kubernetes.io/name"] = name };
    }

    [Fact]
    public async Task By_tokens_of_the_cluster_service_accounts_name_their_role()
    {
        var settings = BucketStack.SettingsOf("dev", "reference", ("aws", BucketStack.AwsByTokens));
        var plan = (await BucketStack.PreviewAsync(settings)).Plan;
        Assert.DoesNotContain(plan.Resources, resource => resource.Type.StartsWith("aws:eks", StringComparison.Ordinal));
        const string Issuer = "oidc.eks.eu-central-1.amazonaws.com/id/0A1B";
        var trust = TrustOf(plan, "postgres");
        Assert.Equal($"arn:aws:iam::123456789012:oidc-provider/{Issuer}", trust.Text("Principal.Federated"));
        Assert.Equal("system:serviceaccount:reference-dev:postgres", trust["Condition"]!["StringEquals"]![$"{Issuer}:sub"]!.ToString());
        const string Role = "arn:aws:iam::123456789012:role/reference-dev-postgres-eu-central-1";
        var template = plan.Resources.Single(resource => resource.Name == "postgres-cluster").Inputs.At("spec.serviceAccountTemplate");
        Assert.Equal(Role, template!["metadata"]!["annotations"]!["eks.amazonaws.com/role-arn"]!.ToString());
        var account = plan.Resources.Single(resource => resource.Name == "postgres-dump-account").Inputs;
        Assert.Equal(
            "arn:aws:iam::123456789012:role/reference-dev-postgres-dump-eu-central-1",
            account["metadata"]!["annotations"]!["eks.amazonaws.com/role-arn"]!.ToString());
        Assert.Equal("reference-dev-postgres-eu-central-1", RoleOf(plan, "postgres").Inputs.Text("name"));
    }

    [Theory]
    [InlineData(
        "aws",
        "",
        "infra:aws is missing; infra:objectStorage.provider is s3, which is made in the account that it names. "
            + "Set it, for instance: pulumi config set --path 'infra:aws.region' eu-central-1 --stack dev.")]
    [InlineData(
        "aws",
        RdsStack.Aws,
        "infra:aws.clusterName is missing; infra:objectStorage.provider is s3, and pods open it with a role that the cluster of EKS gives "
            + "them. Set it, for instance: pulumi config set --path 'infra:aws.clusterName' prod --stack dev.")]
    [InlineData(
        "objectStorage",
        """{ "provider": "s3", "destination": "s3://Example_Backups" }""",
        "infra:objectStorage.destination is \"s3://Example_Backups\"; a bucket's name has 3 to 63 lower-case letters, digits and single "
            + "'-', a letter or digit first and last. Use a name such as my-backups.")]
    [InlineData(
        "objectStorage",
        """{ "provider": "s3", "destination": "s3://example-backups", "region": "eu-west-1" }""",
        "infra:objectStorage.region is set; infra:objectStorage.provider is s3, whose bucket is made in infra:aws.region. "
            + "Remove it, or set infra:objectStorage.provider to bucket.")]
    [InlineData(
        "objectStorage",
        """{ "destination": "s3://example-backups", "s3": { "lockDays": 7 } }""",
        "infra:objectStorage.s3 is set; infra:objectStorage.provider is bucket, and it is about a bucket that the stack makes. "
            + "Remove it, or set infra:objectStorage.provider to s3.")]
    [InlineData(
        "postgres",
        """{ "backup": { "encryption": "AES256" } }""",
        "infra:postgres.backup.encryption is \"AES256\"; the bucket that the stack makes encrypts with a key of its own, and this would "
            + "have another one used. Remove the line.")]
    public void What_makes_no_bucket_is_refused(string key, string value, string fault)
    {
        var refusal = Assert.Throws<InputException>(() => BucketStack.SettingsOf("dev", "reference", (key, value)));
        Assert.Equal($"Pulumi.dev.yaml: {fault}", Assert.Single(refusal.Messages));
    }

    [Fact]
    public void A_group_of_MySQL_opens_buckets_with_keys_alone()
    {
        var refusal = Assert.Throws<InputException>(() => BucketStack.SettingsOf("prod", "graphrag"));
        Assert.Equal(
            "Pulumi.prod.yaml: infra:mysql.provider is \"percona\"; its operator opens a bucket with keys, and that of "
                + "infra:objectStorage.provider s3 has none. Set infra:objectStorage.provider to bucket.",
            Assert.Single(refusal.Messages));
    }

    private static IEnumerable<string> OpenersOf(Plan plan)
        => from resource in plan.Resources
           let template = PodTemplate.Of(resource)
           where template is not null
           from container in template.Spec.Items("initContainers").Concat(template.Spec.Items("containers"))
           from variable in container.Items("env")
           where variable.Text("name") == "RCLONE_CONFIG_STORE_ENV_AUTH"
           select template.Spec.Text("serviceAccountName");

    private static PlannedResource RoleOf(Plan plan, string account)
        => plan.Resources.Single(resource => resource.Name == $"{account}-aws-role");

    private static JsonNode TrustOf(Plan plan, string account)
        => Assert.Single(JsonNode.Parse(RoleOf(plan, account).Inputs.Text("assumeRolePolicy")).Items("Statement"));

    private static string AllowedTo(Plan plan, string account)
    {
        var policy = plan.Resources.Single(resource => resource.Name == $"{account}-aws-policy").Inputs.Text("policy");
        return string.Join('\n', JsonNode.Parse(policy).Items("Statement").Select(statement =>
            $"{string.Join(' ', statement.Items("Action"))} on {string.Join(' ', statement.Items("Resource"))}"));
    }
}
