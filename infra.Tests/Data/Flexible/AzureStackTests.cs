using Infra.Tests.Support;
using Infra.Tests.Verbs;

namespace Infra.Tests.Data.Flexible;

/// <summary>The applications with all on Azure that it can run: nothing else of them changes.</summary>
public sealed class AzureStackTests
{
    public static TheoryData<string, string> Deployments => Repository.DeploymentData;

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task All_checks_pass_and_outputs_and_variables_are_those_of_the_cluster(string application, string environment)
    {
        var preview = await AzureStack.OfAsync(environment, application);
        Assert.Equal("", string.Join('\n', preview.Checks.SelectMany(result => result.Findings).Select(finding => finding.Text)));

        var cluster = (await Previews.OfAsync(environment, application)).Plan;
        Assert.Equal(cluster.Outputs.Keys.Order(), preview.Plan.Outputs.Keys.Order());
        var (given, before) = (GivenVariables.Of(preview.Plan), GivenVariables.Of(cluster));
        Assert.Empty(before.Except(given));
        // One server of MySQL in the cluster has no certificate authority that could be told.
        Assert.All(given.Except(before), name => Assert.EndsWith(" NODE_EXTRA_CA_CERTS", name, StringComparison.Ordinal));
        Assert.Equal(
            cluster.Outputs["postgresHost"] is null ? null : "placeholder-postgres",
            preview.Plan.Outputs["postgresResourceId"]?.ToString());
    }

    [Fact]
    public async Task A_subscription_in_which_nothing_is_made_is_not_declared()
    {
        var services = AzureStack.Services.Keys.Where(key => key != "azure").Select(key => (key, ""));
        var plan = (await AzureStack.PreviewAsync(AzureStack.SettingsOf("prod", null, [.. services]))).Plan;
        Assert.DoesNotContain(plan.Resources, resource => resource.Type.Contains("azure", StringComparison.Ordinal));
    }

    // The file is there, as the host of .NET demands, and nothing can be loaded from it.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stack_that_is_in_the_cluster_alone_loads_nothing_of_Azure(bool isOnAzure)
    {
        using var folder = new ScratchFolder();
        var program = UnloadablePackage.Copy("Pulumi.AzureNative", folder);
        if (isOnAzure)
        {
            var lines = AzureStack.Services.Select(service => $"  infra:{service.Key}: {service.Value.ReplaceLineEndings(" ")}\n");
            await File.AppendAllTextAsync(folder.PathOf("Pulumi.dev.yaml"), $"\n{string.Concat(lines)}");
        }

        var (exitCode, _, error) = await ProgramProcess.RunFileAsync(program, folder.Path, ["preview", "dev"]);
        Assert.True((exitCode == 0) != isOnAzure, error);
        Assert.Equal(isOnAzure, error.Contains("Pulumi.AzureNative", StringComparison.Ordinal));
    }
}
