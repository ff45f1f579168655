using Infra.Tests.Support;
using StackPreview.PlanFiles;
using StackPreview.Rendering;

namespace Infra.Tests.Plans;

/// <summary>Nothing of the machine gets into what the program writes.</summary>
public sealed class MachineTests(MachineRuns runs) : IClassFixture<MachineRuns>
{
    [Fact]
    public async Task Files_are_the_plan_and_the_manifests()
    {
        var plan = (await Previews.OfCommittedAsync("prod")).Plan;
        var expected = ManifestWriter
            .Write(plan)
            .ToDictionary(manifest => Path.Combine("manifests", manifest.FileName), manifest => manifest.Text);
        expected["plan.json"] = PlanJson.Write(plan);

        Assert.Equal(expected, runs.First.Where(file => file.Key.Length > 0).ToDictionary());
    }

    [Fact]
    public void Folder_and_time_zone_and_language_change_nothing() => Assert.Equal(runs.First, runs.Second);

    [Fact]
    public void No_variable_of_the_machine_is_written()
        => Assert.All(MachineRuns.Canaries.Values.Append("canary"), value =>
            Assert.All(runs.First.Values, text => Assert.DoesNotContain(value, text)));

    [Fact]
    public void No_path_of_the_machine_is_written()
        => Assert.All(runs.First.Values.Concat(runs.Second.Values), text => Assert.DoesNotContain(Repository.Root, text));
}
