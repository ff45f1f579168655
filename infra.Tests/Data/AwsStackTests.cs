using Infra.Tests.Support;
using Infra.Tests.Verbs;

namespace Infra.Tests.Data;

/// <summary>The applications, with all that AWS can run: nothing else of them changes.</summary>
public sealed class AwsStackTests
{
    public static TheoryData<string, string> Deployments => Repository.DeploymentData;

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task All_checks_pass(string application, string environment)
    {
        var preview = await AwsStack.OfAsync(environment, application);
        Assert.Equal("", string.Join('\n', preview.Checks.SelectMany(result => result.Findings).Select(finding => finding.Text)));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Containers_have_the_same_variables(string application, string environment)
    {
        var cluster = GivenVariables.Of((await Previews.OfAsync(environment, application)).Plan);
        var rds = GivenVariables.Of((await AwsStack.OfAsync(environment, application)).Plan);
        Assert.NotEmpty(cluster);
        Assert.Empty(cluster.Except(rds));
        // One server of MySQL in the cluster has no certificate authority that could be told.
        Assert.All(rds.Except(cluster), name => Assert.EndsWith(" NODE_EXTRA_CA_CERTS", name, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Outputs_are_of_the_same_names(string application, string environment)
    {
        var cluster = (await Previews.OfAsync(environment, application)).Plan;
        var rds = (await AwsStack.OfAsync(environment, application)).Plan;
        Assert.Equal(cluster.Outputs.Keys.Order(), rds.Outputs.Keys.Order());
        Assert.All(["postgres", "redis", "mysql"], service =>
        {
            Assert.Null(cluster.Outputs[$"{service}ResourceId"]);
            Assert.Equal(
                cluster.Outputs[$"{service}Host"] is null ? null : $"generated-{service}-arn",
                rds.Outputs[$"{service}ResourceId"]?.ToString());
        });
    }

    // The file is there, as the host of .NET demands, and nothing can be loaded from it.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stack_that_is_in_the_cluster_alone_loads_nothing_of_AWS(bool isOnRds)
    {
        using var folder = new ScratchFolder();
        var program = UnloadablePackage.Copy("Pulumi.Aws", folder);
        if (isOnRds)
        {
            await File.AppendAllTextAsync(
                folder.PathOf("Pulumi.dev.yaml"),
                $"\n  infra:postgres: {RdsStack.Postgres}\n  infra:aws: {RdsStack.Aws.ReplaceLineEndings(" ")}\n");
        }

        var (exitCode, _, error) = await ProgramProcess.RunFileAsync(program, folder.Path, ["preview", "dev"]);
        Assert.True((exitCode == 0) != isOnRds, error);
        Assert.Equal(isOnRds, error.Contains("Pulumi.Aws", StringComparison.Ordinal));
    }
}
