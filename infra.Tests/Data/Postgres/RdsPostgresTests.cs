using System.Text.Json.Nodes;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

/// <summary>What an instance of RDS is declared with.</summary>
public sealed class RdsPostgresTests
{
    private const string Instance = "Instance postgres";

    public static TheoryData<string> Environments => [.. Repository.Stacks];

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task It_is_encrypted_with_a_key_of_its_own_that_rotates(string environment)
    {
        var plan = await PlanAsync(environment);
        var instance = plan.Find(Instance);
        var key = plan.Find("Key postgres-key");
        Assert.True(instance.Inputs.IsTrue("storageEncrypted"));
        Assert.Equal("generated-postgres-key", instance.Inputs.Text("kmsKeyId"));
        Assert.Equal("generated-postgres-key", instance.Inputs.Text("performanceInsightsKmsKeyId"));
        Assert.Contains(key.Urn, instance.Dependencies);
        Assert.True(key.Inputs.IsTrue("enableKeyRotation"));
        Assert.Equal(30, key.Inputs.Number("deletionWindowInDays"));
        Assert.Null(key.Inputs.At("policy"));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task It_is_in_private_subnets_and_lets_in_one_group_on_one_port(string environment)
    {
        var plan = await PlanAsync(environment);
        var instance = plan.Find(Instance);
        Assert.Equal("false", instance.Inputs.At("publiclyAccessible")!.ToJsonString());
        Assert.Equal($"reference-{environment}-postgres", instance.Inputs.Text("dbSubnetGroupName"));
        Assert.Equal(
            ["subnet-0a1b2c3d4e5f60718", "subnet-0b1b2c3d4e5f60718"],
            plan.Find("SubnetGroup postgres-subnets").Inputs.Items("subnetIds").Select(id => $"{id}"));
        var group = plan.Find("SecurityGroup postgres-access");
        Assert.Equal("vpc-0a1b2c3d4e5f60718", group.Inputs.Text("vpcId"));
        Assert.Null(group.Inputs.At("ingress"));
        Assert.Null(group.Inputs.At("egress"));
        var rule = Assert.Single(plan.Resources, resource => resource.Type.Contains("securityGroupIngressRule", StringComparison.Ordinal));
        Assert.Equal(
            """{"description":"The cluster","fromPort":5432,"ipProtocol":"tcp","referencedSecurityGroupId":"sg-0a1b2c3d4e5f60718","""
                + "\"securityGroupId\":\"placeholder-postgres-access\",\"toPort\":5432}",
            rule.Inputs.ToJsonString());
        Assert.DoesNotContain(plan.Resources, one => one.Type.Contains("gressRule", StringComparison.Ordinal) && one != rule);
        // The instance is there once its clients can come.
        Assert.Contains(rule.Urn, instance.Dependencies);
    }

    [Theory]
    [InlineData("dev", 7, false, false, "db.t4g.small")]
    [InlineData("stage", 7, true, false, "db.m7g.large")]
    [InlineData("prod", 30, true, true, "db.m7g.large")]
    public async Task It_is_backed_up_and_protected_as_the_environment_says(
        string environment,
        int days,
        bool isMultiAz,
        bool isProtected,
        string instanceClass)
    {
        var instance = (await PlanAsync(environment)).Find(Instance);
        Assert.Equal(days, instance.Inputs.Number("backupRetentionPeriod"));
        Assert.Equal(isMultiAz, instance.Inputs.IsTrue("multiAz"));
        Assert.Equal(isProtected, instance.Inputs.IsTrue("deletionProtection"));
        Assert.Equal(!isProtected, instance.Inputs.IsTrue("skipFinalSnapshot"));
        Assert.Equal(isProtected, instance.Options.Protect);
        Assert.Equal(instanceClass, instance.Inputs.Text("instanceClass"));
        Assert.Equal("false", instance.Inputs.At("deleteAutomatedBackups")!.ToJsonString());
        Assert.True(instance.Inputs.IsTrue("copyTagsToSnapshot"));
        Assert.Equal(!isProtected, instance.Inputs.IsTrue("applyImmediately"));
    }

    [Fact]
    public async Task Its_last_snapshot_has_a_name_that_stays_where_there_is_one()
    {
        var prod = await PlanAsync("prod");
        Assert.Equal(
            "reference-prod-postgres-final-generated-postgres-final-snapshot",
            prod.Find(Instance).Inputs.Text("finalSnapshotIdentifier"));
        Assert.Equal(8, prod.Find("RandomString postgres-final-snapshot").Inputs.Number("length"));
        var dev = await PlanAsync("dev");
        Assert.Null(dev.Find(Instance).Inputs.At("finalSnapshotIdentifier"));
        Assert.DoesNotContain(dev.Resources, resource => resource.Name == "postgres-final-snapshot");
    }

    [Fact]
    public async Task It_takes_TLS_alone_and_logs_what_is_slow()
    {
        var plan = await PlanAsync("prod");
        var parameters = plan.Find("ParameterGroup postgres-parameters-18");
        Assert.Equal("postgres18", parameters.Inputs.Text("family"));
        var values = parameters.Inputs.Items("parameters").ToDictionary(
            parameter => parameter.Text("name"),
            parameter => $"{parameter.Text("value")} {parameter.Text("applyMethod")}");
        Assert.Equal("1 immediate", values["rds.force_ssl"]);
        Assert.Equal("1000 immediate", values["log_min_duration_statement"]);
        Assert.Equal("1 immediate", values["log_lock_waits"]);
        Assert.Equal("pg_stat_statements pending-reboot", values["shared_preload_libraries"]);
        Assert.Equal("200 pending-reboot", values["max_connections"]);
        var instance = plan.Find(Instance);
        Assert.Equal("reference-prod-postgres-postgres18", instance.Inputs.Text("parameterGroupName"));
        Assert.Equal(["postgresql", "upgrade"], instance.Inputs.Items("enabledCloudwatchLogsExports").Select(log => $"{log}"));
        Assert.Equal(30, plan.Find("LogGroup postgres-postgresql-log").Inputs.Number("retentionInDays"));
        Assert.Equal("/aws/rds/instance/reference-prod-postgres/upgrade", plan.Find("LogGroup postgres-upgrade-log").Inputs.Text("name"));
        Assert.Equal("standard", instance.Inputs.Text("databaseInsightsMode"));
        Assert.Equal(7, instance.Inputs.Number("performanceInsightsRetentionPeriod"));
        Assert.Equal("rds-ca-rsa2048-g1", instance.Inputs.Text("caCertIdentifier"));
        // No role that AWS assumes, and no way in past the passwords.
        Assert.Equal(0, instance.Inputs.Number("monitoringInterval"));
        Assert.False(instance.Inputs.IsTrue("iamDatabaseAuthenticationEnabled"));
    }

    [Fact]
    public async Task Its_storage_grows_by_itself()
    {
        const string Larger = """{ "provider": "rds", "storage": "100Gi", "rds": { "maxStorage": "1Ti" } }""";
        var instance = (await PlanAsync("prod", ("postgres", Larger))).Find(Instance);
        Assert.Equal("gp3", instance.Inputs.Text("storageType"));
        Assert.Equal(100, instance.Inputs.Number("allocatedStorage"));
        Assert.Equal(1024, instance.Inputs.Number("maxAllocatedStorage"));
    }

    [Fact]
    public async Task A_version_that_is_named_stays()
    {
        var named = (await PlanAsync("prod", ("postgres", """{ "provider": "rds", "version": 17, "rds": { "engineVersion": "17.6" } }""")))
            .Find(Instance);
        Assert.Equal("17.6", named.Inputs.Text("engineVersion"));
        Assert.False(named.Inputs.IsTrue("autoMinorVersionUpgrade"));
        Assert.False(named.Inputs.IsTrue("allowMajorVersionUpgrade"));
        var newest = (await PlanAsync("prod", ("postgres", """{ "provider": "rds", "version": 18, "upgradeFrom": 17 }"""))).Find(Instance);
        Assert.Equal("18", newest.Inputs.Text("engineVersion"));
        Assert.True(newest.Inputs.IsTrue("autoMinorVersionUpgrade"));
        Assert.True(newest.Inputs.IsTrue("allowMajorVersionUpgrade"));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_provider_takes_one_account_and_no_credentials(string environment)
    {
        var plan = await PlanAsync(environment);
        var provider = Assert.Single(plan.Resources, resource => resource.Type == "pulumi:providers:aws");
        Assert.Equal("eu-central-1", provider.Inputs.Text("region"));
        Assert.Equal(["123456789012"], provider.Inputs.Items("allowedAccountIds").Select(id => $"{id}"));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["application"] = "reference",
                ["cost-center"] = "web",
                ["environment"] = environment,
                ["managed-by"] = "pulumi",
                ["namespace"] = $"reference-{environment}",
            },
            provider.Inputs.Texts("defaultTags.tags").ToDictionary());
        Assert.Subset(
            new HashSet<string> { "allowedAccountIds", "defaultTags", "region", "skipCredentialsValidation", "skipRegionValidation" },
            provider.Inputs.Select(input => input.Key).ToHashSet());
        Assert.All(
            plan.Resources.Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal)),
            resource => Assert.Equal(provider.Urn, resource.Options.Provider));
    }

    [Fact]
    public async Task The_application_never_has_the_administrator_s_password()
    {
        var plan = await PlanAsync("prod");
        var readers = plan.Objects.Where(
            resource => resource.Inputs.ToJsonString().Contains("\"postgres-master\"", StringComparison.Ordinal));
        Assert.Equal(["Job postgres-role", "Secret postgres-master"], readers.Select(resource => resource.StableTitle).Order());
        Assert.Equal(PlannedResource.Masked, plan.Find(Instance).Inputs.Text("password"));
        Assert.Equal("platform", plan.Find(Instance).Inputs.Text("username"));
        var urls = plan.Objects.Where(resource => resource.Dependencies.Any(
            urn => urn.EndsWith("postgres-master-password-g1", StringComparison.Ordinal)));
        Assert.Equal(["Secret postgres-master"], urls.Select(resource => resource.StableTitle));
    }

    [Fact]
    public async Task The_role_is_made_before_its_clients_come_and_again_for_each_generation()
    {
        var plan = await PlanAsync("prod");
        var step = plan.Find("Job postgres-role");
        Assert.Contains(plan.Find(Instance).Urn, step.Dependencies);
        Assert.Contains(step.Urn, plan.Find("Deployment api").Dependencies);
        Assert.Contains(step.Urn, plan.Find("Job migrate").Dependencies);
        var rotated = await PlanAsync("prod", ("generations", """{ "postgres": 2 }"""));
        Assert.NotEqual(step.ObjectName, rotated.Find("Job postgres-role").ObjectName);
        Assert.Contains(rotated.Resources, resource => resource.Name == "postgres-master-password-g2");
        Assert.Contains(rotated.Resources, resource => resource.Name == "postgres-owner-password-g2");
    }

    [Fact]
    public async Task Pods_of_clients_alone_reach_the_subnets_on_its_port_alone()
    {
        var network = new NetworkModel(await PlanAsync("prod"));
        Dictionary<string, string> client = new() { ["postgres-client"] = "true" };
        Dictionary<string, string> other = new() { ["app.kubernetes.io/name"] = "api" };
        Assert.All<NetworkPeer>([new NetworkPeer.Address("10.0.128.7"), new NetworkPeer.Address("10.0.144.7")], address =>
        {
            Assert.True(network.AllowsOut(client, address, 5432));
            Assert.False(network.AllowsOut(client, address, 443));
            Assert.False(network.AllowsOut(other, address, 5432));
        });

        Assert.False(network.AllowsOut(client, new NetworkPeer.Address("10.0.160.7"), 5432));
    }

    [Fact]
    public async Task Nothing_of_the_operator_is_declared()
    {
        var plan = await PlanAsync("prod");
        Assert.DoesNotContain(plan.Objects, resource => resource.Type.Contains("cnpg.io", StringComparison.Ordinal));
        Assert.DoesNotContain(plan.Objects, one => one is { Kind: "CronJob", ObjectName: "postgres-drill" or "postgres-backup" });
        Assert.Contains(plan.Objects, resource => resource is { Kind: "CronJob", ObjectName: "postgres-dump" });
    }

    [Theory]
    [InlineData("dev", 4, 0.1, 90, 80)]
    [InlineData("prod", 3, 0.2, 80, 160)]
    public async Task Alarms_are_sent_to_the_topic_earlier_where_data_is_protected(
        string environment,
        int count,
        double free,
        double cpu,
        double connections)
    {
        var plan = await PlanAsync(environment);
        var alarms = plan.Resources.Where(resource => resource.Type.EndsWith(":MetricAlarm", StringComparison.Ordinal)).ToList();
        Assert.Equal(count, alarms.Count);
        Assert.All(alarms, alarm =>
        {
            Assert.Equal(["generated-aws-alarms"], alarm.Inputs.Items("alarmActions").Select(action => $"{action}"));
            Assert.Equal(["generated-aws-alarms"], alarm.Inputs.Items("okActions").Select(action => $"{action}"));
            Assert.Equal($"reference-{environment}-postgres", alarm.Inputs.Text("dimensions.DBInstanceIdentifier"));
            Assert.Equal("AWS/RDS", alarm.Inputs.Text("namespace"));
        });
        var storage = plan.Find(Instance).Inputs.Number("allocatedStorage")!.Value * free * (1L << 30);
        Assert.Equal(Math.Floor(storage), Threshold("storage-low", "FreeStorageSpace", "LessThanThreshold"));
        Assert.Equal(cpu, Threshold("cpu-high", "CPUUtilization", "GreaterThanThreshold"));
        Assert.Equal(connections, Threshold("connections-high", "DatabaseConnections", "GreaterThanThreshold"));
        if (environment == "dev")
            Assert.Equal(20, Threshold("credits-low", "CPUCreditBalance", "LessThanThreshold"));

        double Threshold(string name, string metric, string comparison)
        {
            var alarm = plan.Find($"MetricAlarm postgres-{name}");
            Assert.Equal((metric, comparison), (alarm.Inputs.Text("metricName"), alarm.Inputs.Text("comparisonOperator")));
            return alarm.Inputs.At("threshold")!.GetValue<double>();
        }
    }

    [Fact]
    public async Task Nobody_but_AWS_itself_in_this_account_writes_to_the_topic()
    {
        var plan = await PlanAsync("prod");
        var statement = Assert.Single(
            JsonNode.Parse(plan.Find("TopicPolicy aws-alarms-policy").Inputs.Text("policy")).Items("Statement"));
        Assert.Equal("sns:Publish", statement.Text("Action"));
        Assert.Equal("generated-aws-alarms", statement.Text("Resource"));
        Assert.Equal(
            ["cloudwatch.amazonaws.com", "events.rds.amazonaws.com"],
            statement.Items("Principal.Service").Select(one => $"{one}"));
        Assert.Equal("""{"StringEquals":{"aws:SourceAccount":"123456789012"}}""", statement.At("Condition")!.ToJsonString());
        Assert.DoesNotContain(plan.Resources, resource => resource.Type.StartsWith("aws:iam/", StringComparison.Ordinal));
        Assert.DoesNotContain(
            plan.Resources.Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal)),
            resource => resource.Inputs.ToJsonString().Contains('*'));
        var events = plan.Find("EventSubscription postgres-events");
        Assert.Equal("generated-aws-alarms", events.Inputs.Text("snsTopic"));
        Assert.Equal(["reference-prod-postgres"], events.Inputs.Items("sourceIds").Select(id => $"{id}"));
        Assert.Contains(plan.Find(Instance).Urn, events.Dependencies);
    }

    [Fact]
    public async Task Its_alarms_are_listed_among_the_alerts()
    {
        var rows = Reporting.AlertsSection.Of(await PlanAsync("prod")).Rows.Select(row => string.Join(' ', row)).ToList();
        Assert.Contains(
            "critical reference-prod-postgres-storage-low 15m Postgres on RDS has less than 20 % of its storage left. "
                + "Look for what grows, and raise rds.maxStorage.",
            rows);
    }

    [Fact]
    public async Task What_can_be_recovered_is_what_RDS_keeps()
    {
        var preview = await RdsStack.OfAsync("prod");
        var objective = Assert.Single(
            Reporting.RecoverySection.Objectives(preview.Settings, Catalog.Default.DataServices),
            objective => objective.Name == "postgres");
        Assert.Equal((TimeSpan.FromMinutes(5), 30, true), (objective.Loss, objective.WindowDays, objective.IsToTheSecond));
    }

    [Fact]
    public async Task It_needs_no_object_storage_and_is_dumped_to_one_where_there_is_one()
    {
        var without = (await RdsStack.PreviewAsync(RdsStack.SettingsOf(
            "dev",
            "car-api",
            ("objectStorage", ""),
            ("redis", """{ "backup": { "enabled": false } }"""))));
        Assert.DoesNotContain(without.Plan.Objects, resource => resource is { Kind: "CronJob", ObjectName: "postgres-dump" });
        Assert.Empty(without.Checks.SelectMany(check => check.Findings).Select(finding => finding.Text));
    }

    [Theory]
    [InlineData("""{ "provider": "rds", "storage": "20Gi" }""", "allocatedStorage goes down from 50 to 20, and a volume cannot shrink")]
    [InlineData(
        """{ "provider": "rds", "version": 17 }""",
        "the major version of engineVersion goes down from 18 to 17, and an older version cannot read the files of a newer one")]
    [InlineData("{}", "it is protected, and would be deleted")]
    public async Task Changes_that_lose_data_are_refused(string postgres, string problem)
    {
        var refused = StackChange.Between(await PlanAsync("prod"), await PlanAsync("prod", ("postgres", postgres))).Refused;
        Assert.Contains(refused, finding => finding.Title == Instance && finding.Problem.StartsWith(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task Data_does_not_move_between_providers_by_itself(string environment)
    {
        var (cluster, rds) = ((await Previews.OfAsync(environment)).Plan, await PlanAsync(environment));
        var there = StackChange.Between(cluster, rds);
        Assert.Contains(
            "RdsPostgres postgres: it takes the place of CloudNativePg postgres, whose data does not move by itself. "
                + "Stop what writes, dump the data and load it, and only then deploy what reads it.",
            there.Warnings.Select(finding => finding.Text));
        Assert.Equal(environment == "prod", !there.IsPassed);
        var back = StackChange.Between(rds, cluster);
        Assert.Contains(back.Warnings, finding => finding.Title == "CloudNativePg postgres");
        Assert.Equal(environment == "prod", !back.IsPassed);
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task It_stays_in_its_region(string environment)
    {
        var aws = RdsStack.Aws.Replace("eu-central-1", "eu-west-1", StringComparison.Ordinal);
        var moved = StackChange.Between(await PlanAsync(environment), await PlanAsync(environment, ("aws", aws)));
        var finding = Assert.Single(moved.Findings, finding => finding.Title == "aws aws");
        Assert.StartsWith(
            "its region changes from \"eu-central-1\" to \"eu-west-1\", and everything",
            finding.Problem,
            StringComparison.Ordinal);
        Assert.Equal(environment == "prod", finding.IsRefused);
    }

    public static TheoryData<string> Declared
        => [
            .. RdsStack.OfAsync("prod").GetAwaiter().GetResult().Plan.Resources
                .Where(resource => resource.Urn.Contains("infra:data:RdsPostgres$", StringComparison.Ordinal)
                    || resource.Urn.Contains("infra:aws:AlarmTopic$", StringComparison.Ordinal))
                .Select(resource => resource.StableTitle()),
        ];

    [Theory]
    [MemberData(nameof(Declared))]
    public async Task Whatever_of_it_is_missing_a_check_misses(string title)
    {
        var preview = await RdsStack.OfAsync("prod");
        Assert.NotEmpty(preview.Failing(preview.Plan.Without(preview.Plan.Find(title))));
    }

    private static async Task<Plan> PlanAsync(string environment, params (string Key, string Value)[] changed)
        => changed.Length == 0
            ? (await RdsStack.OfAsync(environment)).Plan
            : (await RdsStack.PreviewAsync(RdsStack.SettingsOf(environment, null, changed))).Plan;
}
