using Infra.Data.MySql;
using Infra.Faults;
using Infra.Settings;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Tests.Data.MySql;

/// <summary>MySQL on RDS.</summary>
public sealed class RdsMySqlTests
{
    private const string Instance = "Instance mysql";

    public static TheoryData<string> Environments => [.. Repository.Stacks];

    [Theory]
    [InlineData("dev", 7, false, false, "db.t4g.small")]
    [InlineData("stage", 7, true, false, "db.m7g.large")]
    [InlineData("prod", 30, true, true, "db.m7g.large")]
    public async Task It_is_backed_up_and_protected_as_the_environment_says_and_passes_every_check(
        string environment,
        int days,
        bool isMultiAz,
        bool isProtected,
        string instanceClass)
    {
        var preview = await RdsMySqlStack.OfAsync(environment);
        Assert.Equal("", string.Join('\n', preview.Checks.SelectMany(result => result.Findings).Select(finding => finding.Text)));
        var instance = preview.Plan.Find(Instance);
        Assert.Equal(("mysql", "8.4"), (instance.Inputs.Text("engine"), instance.Inputs.Text("engineVersion")));
        Assert.Equal(days, instance.Inputs.Number("backupRetentionPeriod"));
        Assert.Equal(isMultiAz, instance.Inputs.IsTrue("multiAz"));
        Assert.Equal(isProtected, instance.Inputs.IsTrue("deletionProtection"));
        Assert.Equal(!isProtected, instance.Inputs.IsTrue("skipFinalSnapshot"));
        Assert.Equal(
            isProtected ? "reference-prod-mysql-final-generated-mysql-final-snapshot" : "",
            instance.Inputs.Text("finalSnapshotIdentifier"));
        Assert.Equal(isProtected, instance.Options.Protect);
        Assert.Equal(instanceClass, instance.Inputs.Text("instanceClass"));
        Assert.Equal("false", instance.Inputs.At("deleteAutomatedBackups")!.ToJsonString());
        Assert.Equal("generated-mysql-key", instance.Inputs.Text("kmsKeyId"));
        // The smallest classes have no insights with MySQL.
        Assert.Equal(environment != "dev", instance.Inputs.IsTrue("performanceInsightsEnabled"));
        Assert.DoesNotContain(preview.Plan.Objects, one => one.Kind is "StatefulSet" or "PerconaServerMySQL");
    }

    [Fact]
    public async Task It_takes_TLS_alone_logs_what_is_slow_and_lets_in_one_group_on_one_port()
    {
        var plan = (await RdsMySqlStack.OfAsync("prod")).Plan;
        var parameters = plan.Find("ParameterGroup mysql-parameters-8.4");
        Assert.Equal(
            ("mysql8.4", "reference-prod-mysql-mysql8-4"),
            (parameters.Inputs.Text("family"), parameters.Inputs.Text("name")));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["require_secure_transport"] = "ON",
                ["slow_query_log"] = "1",
                ["long_query_time"] = "1",
                ["log_output"] = "FILE",
                ["max_connections"] = "200",
            },
            parameters.Inputs.Items("parameters").ToDictionary(one => one.Text("name"), one => one.Text("value")));
        var instance = plan.Find(Instance);
        Assert.Equal(["error", "slowquery"], instance.Inputs.Items("enabledCloudwatchLogsExports").Select(log => $"{log}"));
        Assert.Equal("/aws/rds/instance/reference-prod-mysql/slowquery", plan.Find("LogGroup mysql-slowquery-log").Inputs.Text("name"));
        Assert.Equal(["placeholder-mysql-access"], instance.Inputs.Items("vpcSecurityGroupIds").Select(id => $"{id}"));
        var rule = Assert.Single(plan.Resources, one => one.Type.Contains("gressRule", StringComparison.Ordinal));
        Assert.Equal((3306, 3306), (rule.Inputs.Number("fromPort"), rule.Inputs.Number("toPort")));
        Assert.Equal("sg-0a1b2c3d4e5f60718", rule.Inputs.Text("referencedSecurityGroupId"));
        Assert.Equal(
            ["mysql-connections-high", "mysql-cpu-high", "mysql-storage-low"],
            plan.OfType(AwsKinds.MetricAlarm).Select(one => one.Name).Order());
        var events = plan.Find("EventSubscription mysql-events");
        Assert.Equal(["reference-prod-mysql"], events.Inputs.Items("sourceIds").Select(id => $"{id}"));
    }

    [Fact]
    public async Task The_application_never_has_the_administrator_s_password_and_comes_after_its_own_user()
    {
        var plan = (await RdsMySqlStack.OfAsync("prod")).Plan;
        var readers = plan.Objects.Where(one => one.Inputs.ToJsonString().Contains("\"mysql-master\"", StringComparison.Ordinal));
        Assert.Equal(["Job mysql-user", "Secret mysql-master"], readers.Select(one => one.StableTitle).Order());
        var step = plan.Find("Job mysql-user");
        var container = Assert.Single(PodTemplate.Of(step)!.Containers);
        Assert.Equal(
            ["--host=generated-mysql-address", "--user=platform", "--ssl-mode=VERIFY_IDENTITY", "--ssl-ca=/etc/mysql-ca/ca.crt"],
            container.Items("command").Select(word => $"{word}").Where(word => word.StartsWith("--", StringComparison.Ordinal)));
        Assert.Contains(step.Urn, plan.Find("Deployment api").Dependencies);
        Assert.Contains(step.Urn, plan.Find("Job migrate").Dependencies);
        var next = (await RdsMySqlStack.PreviewAsync(
            RdsMySqlStack.SettingsOf("prod", changed: ("generations", """{ "mysql": 2 }""")))).Plan;
        Assert.NotEqual(step.ObjectName, next.Find("Job mysql-user").ObjectName);
    }

    [Fact]
    public async Task Variables_have_the_names_and_the_form_that_they_have_in_the_cluster()
    {
        var cluster = await ValuesOfAsync(MySqlStack.SettingsOf("prod"));
        var rds = await ValuesOfAsync(RdsMySqlStack.SettingsOf("prod"));
        Assert.Contains("DATABASE_URL=mysql://graph_data:PASSWORD@HOST:3306/graph_data?ssl=", cluster[4], StringComparison.Ordinal);
        Assert.Equal(cluster, rds);
    }

    [Fact]
    public async Task A_dump_is_loaded_by_the_step_that_loads_one_in_the_cluster()
    {
        const string Imported = """{ "provider": "rds", "import": { "path": "dumps/shop.sql.gz" } }""";
        var preview = await RdsMySqlStack.PreviewAsync(RdsMySqlStack.SettingsOf("prod", Imported));
        Assert.Equal("", string.Join('\n', preview.Checks.SelectMany(result => result.Findings).Select(finding => finding.Text)));
        var load = preview.Plan.Find("Job mysql-load");
        Assert.Contains(preview.Plan.Find("Job mysql-user").Urn, load.Dependencies);
        Assert.Contains(load.Urn, preview.Plan.Find("Job migrate").Dependencies);
    }

    [Theory]
    [InlineData(
        """{ "rds": { "instanceClass": "db.t4g.large" } }""",
        "infra:mysql.rds.instanceClass is \"db.t4g.large\"; it is burstable: without CPU credits it is too slow for what must survive the "
            + "loss of a zone. Use one that is not, such as db.m7g.large, or set infra:mysql.rds.multiAz to false.")]
    [InlineData(
        """{ "rds": { "engineVersion": "8.0.40" } }""",
        "infra:mysql.rds.engineVersion is \"8.0.40\"; the platform's clients are of 8.4, and the other providers of MySQL: what "
            + "is dumped there loads in no older one. Use one that begins with 8.4, or remove the line.")]
    [InlineData(
        """{ "rds": { "engineVersion": "lts" } }""",
        "infra:mysql.rds.engineVersion is \"lts\"; it takes a version as RDS names it. Use a value such as 8.4.6, or remove the line.")]
    [InlineData(
        """{ "rds": { "retentionDays": 36 } }""",
        "infra:mysql.rds.retentionDays is 36; it takes a whole number from 0 to 35. Use 35 or less, or remove the line.")]
    public void What_RDS_would_not_take_is_refused(string mysql, string fault)
        => Assert.Equal(
            $"Pulumi.prod.yaml: {fault}",
            RefusalOf(() => RdsMySqlStack.SettingsOf("prod", $"{{ \"provider\": \"rds\", {mysql[1..]}")));

    [Theory]
    [InlineData("instances", "3")]
    [InlineData("memory", "\"4Gi\"")]
    [InlineData("backup", """{ "retentionDays": 30 }""")]
    [InlineData("drill", """{ "enabled": true }""")]
    public void What_is_about_servers_in_the_cluster_is_unknown(string key, string value)
        => Assert.StartsWith(
            $"Pulumi.prod.yaml: infra:mysql.{key} is set; there is no such setting. ",
            RefusalOf(() => RdsMySqlStack.SettingsOf("prod", $$"""{ "provider": "rds", "{{key}}": {{value}} }""")),
            StringComparison.Ordinal);

    [Fact]
    public void Its_section_with_another_provider_is_refused_and_so_is_an_account_that_is_missing()
    {
        Assert.Equal(
            "Pulumi.prod.yaml: infra:mysql.rds is set; infra:mysql.provider is percona, and it is about an instance of RDS. "
                + "Remove it, or set infra:mysql.provider to rds.",
            RefusalOf(() => MySqlStack.SettingsOf("prod", ("mysql", """{ "rds": { "multiAz": true } }"""))));
        Assert.Equal(
            "Pulumi.prod.yaml: infra:aws is missing; infra:mysql.provider is rds, which is made in the account and the network that it "
                + "names. Set it, for instance: pulumi config set --path 'infra:aws.region' eu-central-1 --stack prod.",
            RefusalOf(() => MySqlStack.SettingsOf("prod", ("mysql", RdsMySqlStack.MySql))));
    }

    [Fact]
    public void Clients_that_are_not_told_what_to_verify_it_with_and_users_of_RDS_are_refused()
    {
        var job = MySqlStack.Application.Jobs[0] with { Variables = [MySqlVariable.Url("DATABASE_URL")] };
        var application = MySqlStack.Application with { Needs = [new MySqlNeed("rdsadmin")], Services = [], Workers = [], Jobs = [job] };
        var refusal = Assert.Throws<InputException>(() => CustomStack.SettingsOf(
            application,
            "dev",
            ("aws", RdsStack.Aws),
            ("edge", """{ "domain": "example.com" }"""),
            ("mysql", RdsMySqlStack.MySql)));
        Assert.Equal(
            [
                "Pulumi.dev.yaml: infra:mysql.provider is \"rds\"; migrate of application reference is not told what to verify the server "
                    + "with, and would not connect. Remove it, unless the definition says how its client is told (MySqlVariable.CaFile).",
                "Pulumi.dev.yaml: infra:mysql.provider is \"rds\"; the application's user is called rdsadmin, which is a name of RDS's "
                    + "own or of its administrator's. Use cluster, or rename the database in the application's definition.",
            ],
            refusal.Messages.Order(StringComparer.Ordinal));
    }

    private static string RefusalOf(Action read) => Assert.Single(Assert.Throws<InputException>(read).Messages);

    // What the service is told, without what tells servers and passwords apart.
    private static async Task<List<string>> ValuesOfAsync(StackSettings settings)
    {
        var run = await new StackRun { Settings = settings }.RunAsync();
        var own = run.Inputs("reference-api-config").Concat(run.Inputs("reference-api-secrets"))
            .Where(entry => entry.Key.Contains("DATABASE_", StringComparison.Ordinal)
                || entry.Key.EndsWith("CERTS", StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key.Split('.')[1], entry => entry.Value);
        var (host, password) = (own["DATABASE_HOST"], own["DATABASE_PASSWORD"]);
        return
        [
            .. own
                .Select(entry => $"{entry.Key}={entry.Value}"
                    .Replace(host, "HOST", StringComparison.Ordinal)
                    .Replace(password, "PASSWORD", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }
}
