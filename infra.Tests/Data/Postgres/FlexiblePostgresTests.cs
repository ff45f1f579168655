using Infra.Data.Postgres;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

/// <summary>What a flexible server of Azure is declared with.</summary>
public sealed class FlexiblePostgresTests
{
    private const string Server = "Server postgres";

    private static readonly string[] Untagged = ["Configuration", "Database", "ManagementLockByScope", "PrivateDnsZoneGroup"];

    [Theory]
    [InlineData("dev", 7, "Disabled", "Disabled", "Burstable Standard_B2s", 32)]
    [InlineData("stage", 7, "ZoneRedundant", "Disabled", "GeneralPurpose Standard_D2ds_v5", 32)]
    [InlineData("prod", 30, "ZoneRedundant", "Enabled", "GeneralPurpose Standard_D2ds_v5", 64)]
    public async Task It_is_backed_up_and_protected_as_the_environment_says(
        string environment,
        int days,
        string standby,
        string geoRedundant,
        string size,
        int gibibytes)
    {
        var plan = await PlanAsync(environment);
        var server = plan.Find(Server);
        Assert.Equal(days, server.Inputs.Number("backup.backupRetentionDays"));
        Assert.Equal(geoRedundant, server.Inputs.Text("backup.geoRedundantBackup"));
        Assert.Equal(standby, server.Inputs.Text("highAvailability.mode"));
        Assert.Equal(size, $"{server.Inputs.Text("sku.tier")} {server.Inputs.Text("sku.name")}");
        Assert.Equal(gibibytes, server.Inputs.Number("storage.storageSizeGB"));
        Assert.Equal("Enabled", server.Inputs.Text("storage.autoGrow"));
        Assert.Equal(environment == "prod", server.Options.Protect);
        var locks = plan.Resources.Where(resource => resource.Name == "postgres-lock");
        Assert.Equal(environment == "prod" ? ["CanNotDelete"] : [], locks.Select(one => one.Inputs.Text("level")));
        Assert.Equal("18", server.Inputs.Text("version"));
        Assert.Null(server.Inputs.At("createMode"));
    }

    [Fact]
    public async Task It_is_in_the_cluster_s_network_and_takes_passwords_over_TLS_alone()
    {
        var plan = await PlanAsync("prod");
        var server = plan.Find(Server);
        Assert.Equal("Disabled", server.Inputs.Text("network.publicNetworkAccess"));
        Assert.EndsWith("/virtualNetworks/main/subnets/postgres", server.Inputs.Text("network.delegatedSubnetResourceId"));
        Assert.EndsWith("/privateDnsZones/shop.postgres.database.azure.com", server.Inputs.Text("network.privateDnsZoneArmResourceId"));
        Assert.Equal("Disabled", server.Inputs.Text("authConfig.activeDirectoryAuth"));
        Assert.Equal("Enabled", server.Inputs.Text("authConfig.passwordAuth"));
        Assert.Equal(PlannedResource.Masked, server.Inputs.Text("administratorLoginPassword"));
        Assert.Equal("1 0 3 0", string.Join(
            ' ',
            server.Inputs.Text("maintenanceWindow.customWindow") == "Enabled" ? 1 : 0,
            server.Inputs.Number("maintenanceWindow.dayOfWeek"),
            server.Inputs.Number("maintenanceWindow.startHour"),
            server.Inputs.Number("maintenanceWindow.startMinute")));
        var values = Configurations(plan).ToDictionary(
            parameter => parameter.Inputs.Text("configurationName"),
            parameter => parameter.Inputs.Text("value"));
        Assert.Equal("ON", values["require_secure_transport"]);
        Assert.Equal("TLSv1.2", values["ssl_min_protocol_version"]);
        Assert.Equal("1000", values["log_min_duration_statement"]);
        Assert.False(values.ContainsKey("azure.extensions"));
    }

    [Fact]
    public async Task Parameters_are_set_one_after_the_other_and_before_the_role_is_made()
    {
        var plan = (await AzureStack.OfAsync("prod", "nica")).Plan;
        var companion = plan.Resources
            .Where(resource => resource.Type.EndsWith(":Configuration", StringComparison.Ordinal))
            .GroupBy(resource => resource.Inputs.Text("serverName"))
            .ToDictionary(group => group.Key, group => group.ToList());
        Assert.NotEmpty(companion);
        Assert.All(companion.Values, chain =>
        {
            Assert.Single(chain, parameter => !chain.Exists(other => parameter.Dependencies.Contains(other.Urn)));
            Assert.All(chain.Skip(1), parameter => Assert.Single(chain, other => parameter.Dependencies.Contains(other.Urn)));
            var last = Assert.Single(chain, parameter => !chain.Exists(other => other.Dependencies.Contains(parameter.Urn)));
            Assert.Contains(
                plan.Objects,
                resource => resource.StableTitle.EndsWith("postgres-role", StringComparison.Ordinal)
                    && resource.Dependencies.Contains(last.Urn));
        });
    }

    [Fact]
    public async Task Extensions_of_the_application_are_allowed_before_it_makes_them()
    {
        const string Companions = """{ "chatwoot": { "postgres": { "provider": "flexible-server" } } }""";
        var preview = await AzureStack.PreviewAsync(AzureStack.SettingsOf(
            "prod",
            null,
            ("application", "julia"),
            ("companions", Companions)));
        Assert.Empty(preview.Checks.SelectMany(check => check.Findings).Select(finding => finding.Text));
        var allowed = preview.Plan.Resources
            .Where(resource => resource.Inputs.Text("configurationName") == "azure.extensions")
            .Select(resource => $"{resource.Name} {resource.Inputs.Text("value")}");
        Assert.Equal(["chatwoot-postgres-azure-extensions PG_STAT_STATEMENTS,PG_TRGM,PGCRYPTO,VECTOR"], allowed);
    }

    [Fact]
    public async Task The_application_never_has_the_administrator_s_password()
    {
        var plan = await PlanAsync("prod");
        var readers = plan.Objects.Where(
            resource => resource.Inputs.ToJsonString().Contains("\"postgres-master\"", StringComparison.Ordinal));
        Assert.Equal(["Job postgres-role", "Secret postgres-master"], readers.Select(resource => resource.StableTitle).Order());
        // Azure takes none without upper-case letters, lower-case letters and digits.
        var password = plan.Find("RandomPassword postgres-master-password-g1");
        Assert.Equal(1, password.Inputs.Number("minUpper"));
        Assert.Equal(1, password.Inputs.Number("minLower"));
        Assert.Equal(1, password.Inputs.Number("minNumeric"));
    }

    [Theory]
    [InlineData("dev", "connections-high 331 cpu-high 90 credits-low 20 down 1 storage-high 90")]
    [InlineData("prod", "connections-high 675 cpu-high 80 down 1 storage-high 80")]
    public async Task Alerts_tell_the_action_group_earlier_where_data_is_protected(string environment, string expected)
    {
        var plan = await PlanAsync(environment);
        var alerts = plan.Resources
            .Where(resource => resource.Type.EndsWith(":MetricAlert", StringComparison.Ordinal))
            .Where(resource => resource.Name.StartsWith("postgres-", StringComparison.Ordinal))
            .OrderBy(resource => resource.Name, StringComparer.Ordinal)
            .ToList();
        Assert.Equal(expected, string.Join(' ', alerts.Select(alert
            => $"{alert.Name["postgres-".Length..]} {alert.Inputs.Items("criteria.allOf").Single().At("threshold")}")));
        Assert.All(alerts, alert =>
        {
            Assert.Equal("placeholder-azure-alerts", Assert.Single(alert.Inputs.Items("actions")).Text("actionGroupId"));
            Assert.Equal("placeholder-postgres", $"{Assert.Single(alert.Inputs.Items("scopes"))}");
        });
        var group = plan.Find("ActionGroup azure-alerts");
        Assert.Equal("team@example.com", Assert.Single(group.Inputs.Items("emailReceivers")).Text("emailAddress"));
        var rows = Reporting.AlertsSection.Of(plan).Rows.Select(row => string.Join(' ', row));
        Assert.Contains(rows, row => row.StartsWith(
            $"critical reference-{environment}-postgres-storage-high 15m Postgres on Azure uses more than",
            StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task All_of_it_is_of_one_provider_without_credentials_and_has_the_tags_that_costs_are_told_apart_by(string environment)
    {
        var plan = await PlanAsync(environment);
        var provider = Assert.Single(plan.Resources, resource => resource.Type == "pulumi:providers:azure-native");
        Assert.Equal(["environment", "location", "subscriptionId"], provider.Inputs.Select(input => input.Key).Order());
        Assert.All(
            plan.Resources.Where(resource => resource.Type.StartsWith("azure-native:", StringComparison.Ordinal)),
            resource =>
            {
                Assert.Equal(provider.Urn, resource.Options.Provider);
                // What is a part of something else has none of its own.
                if (Untagged.Any(kind => resource.Type.EndsWith($":{kind}", StringComparison.Ordinal)))
                    return;
                Assert.Equal(
                    $"application=reference cost-center=web environment={environment} managed-by=pulumi namespace=reference-{environment}",
                    string.Join(
                        ' ',
                        resource.Inputs.Texts("tags").Where(tag => tag.Key != "severity").Select(tag => $"{tag.Key}={tag.Value}")));
            });
    }

    [Fact]
    public async Task A_resource_group_that_there_is_is_not_made_and_one_that_is_made_is_protected()
    {
        var made = await PlanAsync("prod");
        Assert.True(made.Find("ResourceGroup azure-resource-group").Options.Protect);
        Assert.Equal("reference-prod", made.Find(Server).Inputs.Text("resourceGroupName"));
        const string Existing = "\"resourceGroup\": \"data\", \"actionGroup\": \"/subscriptions/01234567-89ab-cdef-0123-456789abcdef"
            + "/resourceGroups/ops/providers/Microsoft.Insights/actionGroups/slack\", \"tenantId\": "
                + "\"01234567-89ab-cdef-0123-000000000000\"";
        var plan = await PlanAsync("prod", ("azure", AzureStack.Azure.Replace(
            "\"alertEmails\": [\"team@example.com\"]",
            Existing,
            StringComparison.Ordinal)));
        Assert.Equal("data", plan.Find(Server).Inputs.Text("resourceGroupName"));
        Assert.DoesNotContain(plan.Resources, resource => resource.Name is "azure-resource-group" or "azure-alerts");
        Assert.EndsWith("/slack", Assert.Single(plan.Find("MetricAlert postgres-down").Inputs.Items("actions")).Text("actionGroupId"));
        Assert.Equal("01234567-89ab-cdef-0123-000000000000", plan.Find("azure-native azure").Inputs.Text("tenantId"));
    }

    [Fact]
    public async Task A_recovery_is_another_server_from_the_one_before_which_stays()
    {
        const string Recovered =
            """{ "provider": "flexible-server", "incarnation": 2, "recover": { "targetTime": "2026-11-30T14:05:00Z" } }""";
        var (before, after) = (await PlanAsync("prod"), await PlanAsync("prod", ("postgres", Recovered)));
        var second = after.Find("Server postgres-2");
        Assert.Equal("PointInTimeRestore", second.Inputs.Text("createMode"));
        Assert.Equal("2026-11-30T14:05:00Z", second.Inputs.Text("pointInTimeUTC"));
        Assert.Equal("placeholder-postgres", second.Inputs.Text("sourceServerResourceId"));
        Assert.Equal("reference-prod-postgres-2-a1b2", second.Inputs.Text("serverName"));
        Assert.Contains(after.Find(Server).Urn, second.Dependencies);
        Assert.True(after.Find(Server).Options.Protect);
        Assert.Contains(second.Urn, after.Find("Job postgres-role").Dependencies);
        Assert.NotEqual(before.Find("Job postgres-role").ObjectName, after.Find("Job postgres-role").ObjectName);
        Assert.Equal("placeholder-postgres-2", after.Outputs["postgresResourceId"]?.ToString());
        Assert.Empty(StackChange.Between(before, after).Refused.Select(finding => finding.Text));
        // What it was made from is not read again.
        var later = await PlanAsync("prod", ("postgres", """{ "provider": "flexible-server", "incarnation": 2 }"""));
        Assert.Empty(StackChange.Between(after, later).Refused.Select(finding => finding.Text));
        Assert.Contains("createMode", later.Find("Server postgres-2").Options.IgnoreChanges);
        Assert.Contains(
            StackChange.Between(after, before).Refused,
            finding => finding.Problem.StartsWith("it is protected, and would be deleted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_was_recovered_from_is_given_up_in_two_updates()
    {
        var kept = await PlanAsync("prod", ("postgres", Second("")));
        var released = await PlanAsync("prod", ("postgres", Second(""", "formers": { "postgres": "release" }""")));
        var removed = await PlanAsync("prod", ("postgres", Second(""", "formers": { "postgres": "remove" }""")));
        Assert.False(released.Find(Server).Options.Protect);
        Assert.False(released.Find("ManagementLockByScope postgres-lock").Options.Protect);
        Assert.True(released.Find("Server postgres-2").Options.Protect);
        Assert.DoesNotContain(removed.Resources, resource => resource.Title is Server or "ManagementLockByScope postgres-lock");
        Assert.NotEmpty(StackChange.Between(kept, removed).Refused);
        Assert.Empty(StackChange.Between(kept, released).Refused.Select(finding => finding.Text));
        Assert.Empty(StackChange.Between(released, removed).Refused.Select(finding => finding.Text));

        static string Second(string formers) => $$"""{ "provider": "flexible-server", "incarnation": 2{{formers}} }""";
    }

    [Theory]
    [InlineData(
        """{ "provider": "flexible-server", "storage": "32Gi" }""",
        "storage.storageSizeGB goes down from 64 to 32, and a volume cannot shrink")]
    [InlineData("""{ "provider": "flexible-server", "version": 17 }""", "the major version of version goes down from 18 to 17")]
    [InlineData(
        """{ "provider": "flexible-server", "flexibleServer": { "geoRedundantBackup": false } }""",
        "whether its backups are copied to the paired location changes from Enabled to Disabled")]
    [InlineData("{}", "it is protected, and would be deleted")]
    public async Task Changes_that_lose_data_are_refused(string postgres, string problem)
    {
        var refused = StackChange.Between(await PlanAsync("prod"), await PlanAsync("prod", ("postgres", postgres))).Refused;
        Assert.Contains(refused, finding => finding.Title == Server && finding.Problem.StartsWith(problem, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_that_guards_it_is_deleted_in_prod_and_its_place_stays()
    {
        var before = await PlanAsync("prod");
        var gone = await PlanAsync("prod", ("postgres", "{}"), ("redis", "{}"), ("azure", ""));
        var titles = StackChange.Between(before, gone).Refused.Select(one => one.Title);
        string[] guarded =
        [
            "ActionGroup azure-alerts",
            "Configuration postgres-require-secure-transport",
            "ManagementLockByScope postgres-lock",
            "ResourceGroup azure-resource-group",
            Server,
        ];
        Assert.Subset(titles.ToHashSet(), guarded.ToHashSet());
        var moved = await PlanAsync("prod", ("azure", AzureStack.Azure.Replace("westeurope", "northeurope", StringComparison.Ordinal)));
        Assert.Contains(
            StackChange.Between(before, moved).Refused,
            finding => finding.Problem.StartsWith("its location changes from \"westeurope\" to "
                + "\"northeurope\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_network_may_be_said_by_another_stack_s_outputs()
    {
        const string Azure = """
            {
              "location": "westeurope", "subscriptionId": "01234567-89ab-cdef-0123-456789abcdef", "subnetRanges": ["10.1.0.0/24"],
              "networkStack": "organization/network/prod", "alertEmails": ["team@example.com"]
            }
            """;
        var plan = await PlanAsync("prod", ("azure", Azure));
        var server = plan.Find(Server);
        Assert.Equal("generated-azure-network-postgresSubnetId", server.Inputs.Text("network.delegatedSubnetResourceId"));
        Assert.Equal("generated-azure-network-postgresPrivateDnsZoneId", server.Inputs.Text("network.privateDnsZoneArmResourceId"));
        var network = Assert.Single(plan.Resources, resource => resource.Type == "pulumi:pulumi:StackReference");
        Assert.Equal("organization/network/prod", network.Inputs.Text("name"));
        Assert.Contains(network.Urn, server.Dependencies);
    }

    [Fact]
    public void Every_version_that_can_be_deployed_is_one_of_Azure_s()
        => Assert.Subset(
            FlexiblePostgresSettings.Majors.ToHashSet(),
            Enumerable.Range(PostgresNeed.Versions.Lowest, PostgresNeed.Versions.Highest - PostgresNeed.Versions.Lowest + 1).ToHashSet());

    // https://learn.microsoft.com/en-us/azure/postgresql/flexible-server/concepts-limits
    [Theory]
    [InlineData("Standard_B1ms", 35)]
    [InlineData("Standard_B2s", 414)]
    [InlineData("Standard_B2ms", 844)]
    [InlineData("Standard_D2ds_v5", 844)]
    [InlineData("Standard_D4ads_v5", 1703)]
    [InlineData("Standard_E2ds_v5", 1703)]
    [InlineData("Standard_E64ds_v4", 4985)]
    public void A_size_takes_the_connections_that_its_memory_allows(string size, int connections)
    {
        var settings = AzureStack
            .SettingsOf("dev", null, ("postgres", $$"""{ "provider": "flexible-server", "flexibleServer": { "size": "{{size}}" } }"""))
            .OwnData.Postgres!;
        Assert.Equal(connections, FlexiblePostgresSettings.ConnectionsOf(settings.Flexible!));
    }

    private static IEnumerable<PlannedResource> Configurations(Plan plan)
        => plan.Resources.Where(resource => resource.Type.EndsWith(":Configuration", StringComparison.Ordinal));

    private static async Task<Plan> PlanAsync(string environment, params (string, string)[] changed)
        => changed.Length == 0
            ? (await AzureStack.OfAsync(environment)).Plan
            : (await AzureStack.PreviewAsync(AzureStack.SettingsOf(environment, null, changed))).Plan;
}
