using Pulumi;
using Pulumi.AzureNative.RedisEnterprise;
using Pulumi.Utilities;

namespace Infra.Tests.Engine.Wire;

/// <summary>Functions of providers.</summary>
public sealed class InvokeTests
{
    private const string Token = "azure-native:redisenterprise:listDatabaseKeys";

    [StandInFact]
    public async Task They_are_called_once_their_arguments_are_known_and_the_result_depends_on_what_these_do()
    {
        Output<string>? key = null;
        var outcome = await WireProgram.RunAsync(() =>
        {
            var cluster = new Thing("cluster", new ThingArgs { Text = "shop" });
            key = KeyOf(Output.CreateSecret(cluster.Text.Apply(text => text!)));
            _ = new Thing("client", new ThingArgs { Text = key });
        });

        Assert.Empty(outcome.Errors);
        Assert.Equal(0, outcome.ExitCode);
        var call = Assert.Single(outcome.Requests, request => request.Method == "Invoke");
        Assert.Equal((Token, "3.28.0"), (call.Text("tok"), call.Text("version")));
        JsonAssert.Equal("""{"clusterName":"shop","databaseName":"default","resourceGroupName":"data"}""", call.Fields["args"]);
        Assert.Equal("placeholder-shop-primary-key", await OutputUtilities.GetValueAsync(key!));
        Assert.True(await Output.IsSecretAsync(key!));
        var client = Assert.Single(outcome.Registrations, request => request.Text("name") == "client");
        Assert.Contains(WireProgram.UrnOf("cluster"), client.Texts("dependencies"));
    }

    [StandInFact]
    public async Task They_are_not_called_in_a_preview_that_does_not_know_an_argument()
    {
        var outcome = await WireProgram.RunAsync(
            () =>
            {
                var cluster = new Thing("cluster", new ThingArgs { Text = "shop" });
                _ = new Thing("client", new ThingArgs { Text = KeyOf(cluster.Id) });
            },
            new Scenario { IsPreview = true });

        Assert.Empty(outcome.Errors);
        Assert.Equal(0, outcome.ExitCode);
        Assert.DoesNotContain(outcome.Requests, request => request.Method == "Invoke");
    }

    [StandInFact]
    public async Task What_the_engine_does_not_know_is_told()
    {
        var outcome = await WireProgram.RunAsync(
            () => _ = new Thing("client", new ThingArgs { Text = KeyOf(Output.Create("shop")) }),
            new Scenario { Functions = [] });

        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Contains(outcome.Errors, error => error.Contains(Token, StringComparison.Ordinal));
    }

    private static Output<string> KeyOf(Output<string> cluster)
        => ListDatabaseKeys
            .Invoke(new ListDatabaseKeysInvokeArgs { ClusterName = cluster, DatabaseName = "default", ResourceGroupName = "data" })
            .Apply(keys => keys.PrimaryKey);
}
