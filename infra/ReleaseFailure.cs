using Infra.Settings;

namespace Infra;

/// <summary>Tells whoever deploys how to see more of a failure than the engine shows.</summary>
internal static class ReleaseFailure
{
    /// <summary>The commands that show the rest, for the namespace and the context of a stack.</summary>
    public static string AdviceFor(StackSettings settings)
    {
        var context = settings.Cluster.Context is { } name ? $" --context {name}" : "";
        var kubectl = $"kubectl{context} --namespace {settings.Namespace}";
        return $"""
            The last lines of what failed are above. To see the rest:
              {kubectl} get jobs,pods
              {kubectl} logs --all-containers --prefix job/NAME
              {kubectl} describe pod NAME
            What to do next: docs/deploying.md, "When a release fails".
            """;
    }
}
