using System.Collections.Immutable;
using Infra.Reporting;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.PreviewTests;

/// <summary>What a preview says of a destruction, before it happens.</summary>
public sealed class DestroySectionTests
{
    [Fact]
    public async Task A_stack_that_is_not_protected_says_what_is_taken_and_which_job_takes_the_last_backup()
    {
        var preview = await Previews.OfAsync("dev");
        var row = RowOf(preview, "postgres");
        Assert.Equal(("the data, with its volumes", "backups, which nobody prunes any more"), (row[1], row[2]));
        var job = preview.Plan.Find("CronJob postgres-backup");
        Assert.True(job.Inputs.IsTrue("spec.suspend"));
        Assert.StartsWith(
            $"kubectl -n {preview.Settings.Namespace} create job postgres-backup-last --from=cronjob/postgres-backup && ",
            row[3],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_protected_one_says_that_nothing_is_taken()
        => Assert.Equal("nothing: it is protected", RowOf(await Previews.OfAsync("prod"), "postgres")[1]);

    [Fact]
    public async Task Every_job_that_is_named_is_declared()
    {
        foreach (var application in new[] { "julia", "graphrag", "reference" })
        {
            var preview = await Previews.OfAsync("stage", application);
            var objectives = RecoverySection.Objectives(preview.Settings, preview.Catalog.DataServices).ToList();
            Assert.All(
                objectives.Where(objective => objective.Job is not null),
                objective => preview.Plan.Find($"CronJob {objective.Job}"));
        }
    }

    private static ImmutableArray<string> RowOf(Preview preview, string name)
        => DestroySection.Of(preview.Settings, preview.Catalog.DataServices).Rows.Single(row => row[0] == name);
}
