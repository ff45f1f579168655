using Infra.Environments;

namespace Infra.Tests.Documentation;

/// <summary>docs/environments.md says of each environment what it is.</summary>
public sealed class EnvironmentsPageTests
{
    private static readonly Page Environments = Page.At("docs/environments.md");

    [Theory]
    [InlineData("survives the loss of a node")]
    [InlineData("what holds data is protected")]
    [InlineData("the application's images must be named by digest")]
    [InlineData("images may be built by the deployment")]
    [InlineData("the engine refuses to deploy without")]
    [InlineData("seed jobs run")]
    public void A_row_is_so_in_each_environment(string beginning)
    {
        var row = Assert.Single(Environments.Rows(), row => row[0].StartsWith(beginning, StringComparison.Ordinal));
        var traits = EnvironmentCatalog.All.Select(environment => beginning switch
        {
            "survives the loss of a node" => environment.SurvivesNodeLoss,
            "what holds data is protected" => environment.ProtectsData,
            "the application's images must be named by digest" => environment.RequiresImageDigests,
            "images may be built by the deployment" => environment.BuildsImages,
            "the engine refuses to deploy without" => environment.RequiresClusterContext,
            "seed jobs run" => environment.HasExampleData,
            _ => throw new ArgumentOutOfRangeException(nameof(beginning), beginning, "It is no trait."),
        });
        Assert.Equal(traits.Select(trait => trait ? "yes" : "no"), row[1..]);
    }
}
