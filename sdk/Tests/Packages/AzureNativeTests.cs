using System.Collections.Immutable;
using Moq;
using Pulumi.AzureNative;
using Pulumi.AzureNative.DBforPostgreSQL;
using Pulumi.AzureNative.DBforPostgreSQL.Inputs;
using Pulumi.AzureNative.Monitor;
using Pulumi.AzureNative.Monitor.Inputs;
using Pulumi.AzureNative.RedisEnterprise;
using Sdk.Tests.Support;

namespace Sdk.Tests.Packages;

/// <summary>Resources of Azure, and their provider.</summary>
public class AzureNativeTests
{
    [Fact]
    public async Task A_Server_sends_the_defaults_of_what_is_named_in_it_and_nothing_else()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new Server("s", new ServerArgs
        {
            ResourceGroupName = "data",
            Version = PostgresMajorVersion.PostgresMajorVersion_18,
            Sku = new SkuArgs { Name = "Standard_D2ds_v5", Tier = "GeneralPurpose" },
            Backup = new BackupArgs { BackupRetentionDays = 30 },
        }));

        var inputs = run.Engine.Inputs("azure-native:dbforpostgresql:Server", "s");
        Assert.Equal("18", inputs["version"]);
        Assert.Equal("", inputs["availabilityZone"]);
        Assert.Equal(
            new Dictionary<string, object> { ["backupRetentionDays"] = 30.0, ["geoRedundantBackup"] = "Disabled" },
            Assert.IsType<ImmutableDictionary<string, object>>(inputs["backup"]));
        Assert.False(inputs.ContainsKey("highAvailability"));
    }

    [Fact]
    public async Task A_criterion_of_a_MetricAlert_is_an_object_whose_type_the_program_says()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new MetricAlert("m", new MetricAlertArgs
        {
            ResourceGroupName = "data",
            Enabled = true,
            EvaluationFrequency = "PT5M",
            WindowSize = "PT15M",
            Severity = 0,
            Scopes = { "server" },
            Criteria = new MetricAlertSingleResourceMultipleMetricCriteriaArgs
            {
                OdataType = "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
                AllOf =
                {
                    new MetricCriteriaArgs
                    {
                        CriterionType = "StaticThresholdCriterion",
                        Name = "cpu",
                        MetricName = "cpu_percent",
                        Operator = Operator.GreaterThan,
                        Threshold = 80.5,
                        TimeAggregation = "Average",
                    },
                },
            },
        }));

        var criteria = Assert.IsType<ImmutableDictionary<string, object>>(
            run.Engine.Inputs("azure-native:monitor:MetricAlert", "m")["criteria"]);
        Assert.Equal("Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria", criteria["odataType"]);
        var criterion = Assert.IsType<ImmutableDictionary<string, object>>(
            Assert.Single(Assert.IsType<ImmutableArray<object>>(criteria["allOf"])));
        Assert.Equal("GreaterThan", criterion["operator"]);
        Assert.Equal(80.5, criterion["threshold"]);
    }

    [Fact]
    public async Task The_keys_of_a_Redis_are_asked_for_by_name_of_the_provider_that_is_given()
    {
        var mocks = new Mock<IMocks>();
        MockCallArgs? seen = null;
        mocks
            .Setup(one => one.NewResourceAsync(It.IsAny<MockResourceArgs>()))
            .ReturnsAsync((MockResourceArgs args) => ("id", args.Inputs));
        mocks
            .Setup(one => one.CallAsync(It.IsAny<MockCallArgs>()))
            .Callback((MockCallArgs args) => seen = args)
            .ReturnsAsync(new Dictionary<string, object> { ["primaryKey"] = "first", ["secondaryKey"] = "second" });
        Output<string>? keys = null;
        await Deployment.TestAsync(mocks.Object, new TestOptions { IsPreview = false }, () => keys = ListDatabaseKeys
            .Invoke(
                new ListDatabaseKeysInvokeArgs { ClusterName = "shop", DatabaseName = "default", ResourceGroupName = "data" },
                new InvokeOptions { Provider = new Provider("azure") })
            .Apply(result => $"{result.PrimaryKey} {result.SecondaryKey}"));

        Assert.Equal("first second", await OutputUtilities.GetValueAsync(keys!));
        Assert.Equal("azure-native:redisenterprise:listDatabaseKeys", seen!.Token);
        Assert.Equal(["clusterName", "databaseName", "resourceGroupName"], seen.Args.Keys.Order());
        Assert.EndsWith("pulumi:providers:azure-native::azure::id", seen.Provider);
    }

    [Fact]
    public async Task The_Provider_takes_nothing_from_the_environment_and_its_credentials_are_secrets()
    {
        var args = new ProviderArgs { SubscriptionId = "s", ClientSecret = "hidden", UseOidc = true };
        var run = new TestRun();
        await run.RunAsync(() => _ = new Provider("azure", args));

        var inputs = run.Engine.Inputs("pulumi:providers:azure-native", "azure");
        Assert.Equal(["clientSecret", "environment", "subscriptionId", "useOidc"], inputs.Keys.Order());
        Assert.Equal("public", inputs["environment"]);
        Assert.Equal("true", inputs["useOidc"]);
        await OutputAssert.SecretAsync(args.ClientSecret!.ToOutput());
    }
}
