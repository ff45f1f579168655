using Infra.Tests.Support;

namespace Infra.Tests.Engine;

/// <summary>What ends a deployment that failed.</summary>
public sealed class ReleaseFailureTests
{
    [Fact]
    public void It_says_how_to_see_the_rest()
    {
        var settings = Previews.SettingsOf("prod");
        Assert.Equal(
            """
            The last lines of what failed are above. To see the rest:
              kubectl --context production --namespace reference-prod get jobs,pods
              kubectl --context production --namespace reference-prod logs --all-containers --prefix job/NAME
              kubectl --context production --namespace reference-prod describe pod NAME
            What to do next: docs/deploying.md, "When a release fails".
            """,
            ReleaseFailure.AdviceFor(settings with { Cluster = settings.Cluster with { Context = "production" } }));
    }

    [Fact]
    public void The_page_that_it_names_has_that_section()
        => Assert.Contains(
            "\n## When a release fails\n",
            File.ReadAllText(Repository.PathOf("docs/deploying.md")),
            StringComparison.Ordinal);
}
