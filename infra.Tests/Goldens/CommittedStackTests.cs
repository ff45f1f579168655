using Infra.Tests.Support;

namespace Infra.Tests.Goldens;

/// <summary>
/// What the stacks beside Pulumi.yaml, which are deployed, declare otherwise than those that tests run, as it is committed in
/// Golden/committed: what the settings of whoever deploys them mean.
/// </summary>
public sealed class CommittedStackTests
{
    [Fact]
    public async Task Deployed_stacks_differ_from_those_of_the_tests_as_committed()
    {
        var files = new Dictionary<string, string>();
        foreach (var stack in Repository.CommittedStacks)
        {
            var deployed = (await Previews.OfCommittedAsync(stack)).Plan;
            var tested = (await Previews.OfAsync(deployed.Environment, deployed.Application)).Plan;
            var lines = Differences(StackRender.Of(tested), StackRender.Of(deployed)).DefaultIfEmpty("No differences.");
            files.Add($"{stack}.txt", string.Concat(lines.Select(line => $"{line}\n")));
        }

        Golden.VerifyFolder("committed", files);
    }

    [Fact]
    public async Task A_setting_that_differs_is_seen_with_its_place()
    {
        var tested = (await Previews.OfAsync("prod")).Plan;
        var deployed = tested.With("Cluster postgres", "spec.instances", 5);
        Assert.Equal(
            ["CloudNativePg/Cluster.yaml", "@ postgres-cluster > spec", "-   instances: 3", "+   instances: 5"],
            Differences(StackRender.Of(tested), StackRender.Of(deployed)));
    }

    private static IEnumerable<string> Differences(
        IReadOnlyDictionary<string, List<string>> tested,
        IReadOnlyDictionary<string, List<string>> deployed)
    {
        foreach (var file in tested.Keys.Union(deployed.Keys).Order(StringComparer.Ordinal))
        {
            var lines = LineDifference.Of(tested.GetValueOrDefault(file, []), deployed.GetValueOrDefault(file, []));
            foreach (var (index, line) in lines.Index())
            {
                if (index == 0)
                    yield return file;
                yield return line;
            }
        }
    }
}
