using Infra.Tests.Support;
using StackPreview.Plans;
using StackPreview.Rendering;

namespace Infra.Tests.Goldens;

/// <summary>
/// What every application declares in every stack that tests run, as it is committed in Golden/stacks. Where a change is meant, run the
/// tests with UPDATE_GOLDEN=1 and review the difference.
/// </summary>
public sealed class StackGoldenTests
{
    private static readonly Lazy<Task<IReadOnlyDictionary<string, string>>> Files = new(WriteAsync);

    public static TheoryData<string, string> Deployments => Repository.DeploymentData;

    [Fact]
    public async Task Stacks_are_the_committed_ones() => Golden.VerifyFolder("stacks", await Files.Value);

    /// <summary>Byte by byte, in the order to apply them: nothing is lost on the way.</summary>
    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task The_files_hold_the_manifests_of_every_stack(string application, string stack)
    {
        var plan = FamiliarParts.Named(EmbeddedScripts.Named(await PlanOfAsync((application, stack))));
        var held = StackGoldens.Read(await Files.Value).ManifestsOf(StackSets.NameOf((application, stack)));
        Assert.Equal(ManifestWriter.Write(plan).Select(manifest => manifest.Text), held.Select(new StackPlaceholders(plan).Show));
    }

    private static async Task<IReadOnlyDictionary<string, string>> WriteAsync()
    {
        var plans = new List<(string, Plan)>();
        foreach (var stack in StackGoldens.Stacks)
            plans.Add((StackSets.NameOf(stack), await PlanOfAsync(stack)));
        return StackGoldens.Of(plans).Write();
    }

    private static async Task<Plan> PlanOfAsync((string Application, string Environment) stack)
        => (await Previews.OfAsync(stack.Environment, stack.Application)).Plan;
}
