using Infra.Faults;
using Infra.Settings;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.MySql;

/// <summary>MySQL on a flexible server of Azure.</summary>
public sealed class FlexibleMySqlTests
{
    private const string Server = "Server mysql";
    private const string MySql = """{ "provider": "flexible-server" }""";

    [Theory]
    [InlineData("dev", 7, "Disabled", "Disabled", "Standard_B2s", 20)]
    [InlineData("stage", 7, "ZoneRedundant", "Disabled", "Standard_D2ds_v5", 20)]
    [InlineData("prod", 30, "ZoneRedundant", "Enabled", "Standard_D2ds_v5", 64)]
    public async Task It_is_backed_up_and_protected_as_the_environment_says_and_passes_every_check(
        string environment,
        int days,
        string standby,
        string geoRedundant,
        string size,
        int gibibytes)
    {
        var preview = await PreviewAsync(environment);
        Assert.Equal("", string.Join('\n', preview.Checks.SelectMany(result => result.Findings).Select(finding => finding.Text)));
        var server = preview.Plan.Find(Server);
        Assert.Equal("8.4", server.Inputs.Text("version"));
        Assert.Equal(days, server.Inputs.Number("backup.backupRetentionDays"));
        Assert.Equal(geoRedundant, server.Inputs.Text("backup.geoRedundantBackup"));
        Assert.Equal(standby, server.Inputs.Text("highAvailability.mode"));
        Assert.Equal(size, server.Inputs.Text("sku.name"));
        Assert.Equal(gibibytes, server.Inputs.Number("storage.storageSizeGB"));
        Assert.Equal("Enabled", server.Inputs.Text("storage.autoGrow"));
        Assert.Equal("Disabled", server.Inputs.Text("network.publicNetworkAccess"));
        Assert.EndsWith("/subnets/mysql", server.Inputs.Text("network.delegatedSubnetResourceId"));
        Assert.Equal(PlannedResource.Masked, server.Inputs.Text("administratorLoginPassword"));
        Assert.Equal(environment == "prod", server.Options.Protect);
        Assert.Equal(environment == "prod", preview.Plan.Resources.Any(resource => resource.Name == "mysql-lock"));
        Assert.DoesNotContain(preview.Plan.Objects, one => one.Kind is "StatefulSet" or "PerconaServerMySQL");
        Assert.Equal("placeholder-mysql", preview.Plan.Outputs["mysqlResourceId"]?.ToString());
    }

    [Fact]
    public async Task It_takes_TLS_alone_and_its_user_is_made_once_its_parameters_are_set()
    {
        var plan = (await PreviewAsync("prod")).Plan;
        var parameters = plan.Resources.Where(resource => resource.Type.EndsWith(":Configuration", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            ["require_secure_transport=ON", "tls_version=TLSv1.2,TLSv1.3", "slow_query_log=ON", "long_query_time=1"],
            parameters.Select(one => $"{one.Inputs.Text("configurationName")}={one.Inputs.Text("value")}"));
        Assert.All(parameters.Skip(1).Zip(parameters), pair => Assert.Contains(pair.Second.Urn, pair.First.Dependencies));
        var step = plan.Find("Job mysql-user");
        Assert.Contains(parameters[^1].Urn, step.Dependencies);
        Assert.Contains(step.Urn, plan.Find("Deployment api").Dependencies);
        Assert.Contains(step.Urn, plan.Find("Job migrate").Dependencies);
        var readers = plan.Objects.Where(one => one.Inputs.ToJsonString().Contains("\"mysql-master\"", StringComparison.Ordinal));
        Assert.Equal(["Job mysql-user", "Secret mysql-master"], readers.Select(one => one.StableTitle).Order());
        Assert.Equal(
            ["mysql-connections-high", "mysql-cpu-high", "mysql-storage-high"],
            plan.Resources.Where(one => one.Type.EndsWith(":MetricAlert", StringComparison.Ordinal)).Select(one => one.Name).Order());
    }

    [Fact]
    public async Task A_recovery_is_another_server_from_the_one_before_which_stays_until_it_is_released_and_removed()
    {
        const string Time = """, "recover": { "targetTime": "2026-11-30T14:05:00Z" }""";
        var (before, recovered) = ((await PreviewAsync("prod")).Plan, (await PreviewAsync("prod", Second(Time))).Plan);
        var second = recovered.Find("Server mysql-2");
        Assert.Equal("PointInTimeRestore", second.Inputs.Text("createMode"));
        Assert.Equal("2026-11-30T14:05:00Z", second.Inputs.Text("restorePointInTime"));
        Assert.Equal("placeholder-mysql", second.Inputs.Text("sourceServerResourceId"));
        Assert.Equal("reference-prod-mysql-2-a1b2", second.Inputs.Text("serverName"));
        Assert.True(recovered.Find(Server).Options.Protect);
        Assert.NotEqual(before.Find("Job mysql-user").ObjectName, recovered.Find("Job mysql-user").ObjectName);
        Assert.Equal("placeholder-mysql-2", recovered.Outputs["mysqlResourceId"]?.ToString());
        Assert.Empty(StackChange.Between(before, recovered).Refused.Select(finding => finding.Text));
        var released = (await PreviewAsync("prod", Second(""", "formers": { "mysql": "release" }"""))).Plan;
        var removed = (await PreviewAsync("prod", Second(""", "formers": { "mysql": "remove" }"""))).Plan;
        Assert.Empty(StackChange.Between(recovered, released).Refused.Select(finding => finding.Text));
        Assert.Empty(StackChange.Between(released, removed).Refused.Select(finding => finding.Text));
        Assert.NotEmpty(StackChange.Between(recovered, removed).Refused);

        static string Second(string more) => $$"""{ "provider": "flexible-server", "incarnation": 2{{more}} }""";
    }

    [Theory]
    [InlineData("MetricAlert mysql-storage-high", "nobody is told of its storage_percent")]
    [InlineData("ManagementLockByScope mysql-lock", "whoever may delete it in Azure can")]
    [InlineData("Configuration mysql-require-secure-transport", "it takes connections without TLS")]
    [InlineData("CronJob mysql-dump", "nothing dumps it")]
    [InlineData("Job mysql-user", "nothing makes the application's user on it")]
    public async Task What_goes_missing_of_it_is_found(string removed, string problem)
    {
        var preview = await PreviewAsync("prod");
        var failing = preview.Failing(preview.Plan.Without(preview.Plan.Find(removed)));
        Assert.Contains(
            failing.SelectMany(result => result.Findings),
            finding => finding.Resource.Title == Server && finding.Problem == problem);
    }

    [Theory]
    [InlineData(
        """{ "provider": "flexible-server", "flexibleServer": { "geoRedundantBackup": false } }""",
        "whether its backups are copied to the paired location changes from Enabled to Disabled")]
    [InlineData("""{ "provider": "flexible-server", "storage": "32Gi" }""", "storage.storageSizeGB goes down from 64 to 32")]
    [InlineData("""{ "provider": "percona" }""", "it is protected, and would be deleted")]
    public async Task Changes_that_lose_data_are_refused(string mysql, string problem)
    {
        var refused = StackChange.Between((await PreviewAsync("prod")).Plan, (await PreviewAsync("prod", mysql)).Plan).Refused;
        Assert.Contains(refused, finding => finding.Title == Server && finding.Problem.StartsWith(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        """{ "provider": "flexible-server", "flexibleServer": { "version": "9.7" } }""",
        "infra:mysql.flexibleServer.version is \"9.7\"; it takes one of 8.4, 8.0.21. Use 8.4, or remove the line.")]
    [InlineData(
        """{ "provider": "flexible-server", "flexibleServer": { "retentionDays": 36 } }""",
        "infra:mysql.flexibleServer.retentionDays is 36; it takes a whole number from 1 to 35. Use 35 or less, or remove the line.")]
    [InlineData(
        """{ "flexibleServer": { "size": "Standard_D2ds_v5" } }""",
        "infra:mysql.flexibleServer is set; infra:mysql.provider is percona, and it is about a flexible server of Azure. Remove it, or "
            + "set infra:mysql.provider to flexible-server.")]
    public void What_Azure_would_not_make_is_refused(string mysql, string fault)
        => Assert.Equal(
            $"Pulumi.prod.yaml: {fault}",
            Assert.Single(Assert.Throws<InputException>(() => SettingsOf("prod", mysql)).Messages));

    [Fact]
    public void A_newer_version_passes_where_it_is_allowed()
    {
        const string Newer = """{ "provider": "flexible-server", "flexibleServer": { "version": "9.7", "allowsOtherVersions": true } }""";
        Assert.Equal("9.7", SettingsOf("prod", Newer).OwnData.MySql!.FlexibleVersion);
    }

    private static StackSettings SettingsOf(string environment, string mysql)
        => MySqlStack.SettingsOf(environment, ("azure", AzureStack.Azure), ("mysql", mysql));

    private static Task<Preview> PreviewAsync(string environment, string mysql = MySql)
        => AzureStack.PreviewAsync(SettingsOf(environment, mysql));
}
