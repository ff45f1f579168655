using Infra.Tests.SettingsTests;
using Infra.Tests.Support;

namespace Infra.Tests.Verbs;

/// <summary>What the program's exit code, output and errors are, seen from outside.</summary>
public sealed class ExitCodeTests
{
    private const string FaultyFile =
        "config:\n  infra:redis: true\n  infra:SLACK_WEBHOOK_URL: sk-12345\n  infra:objectStorage: {destination: "
            + "s3://backups}\n  infra:edge: {hosts: {api: api.example.com}}\n";

    private const string Faults =
        "Pulumi.dev.yaml: infra:redis is true; it takes a map of settings. Write the settings below infra:redis, one a line.\n"
        + "Pulumi.dev.yaml: infra:SLACK_WEBHOOK_URL is in plain text; secrets are encrypted. Set it again: "
        + "pulumi config set --secret SLACK_WEBHOOK_URL --stack dev, and revoke the value that was readable.\n";

    [Fact]
    public async Task Without_arguments_it_says_in_the_words_of_the_SDK_that_there_is_no_engine_and_helps()
    {
        using var project = new Project();
        var (exitCode, output, error) = await ProgramProcess.RunAsync(project.Folder, []);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.StartsWith(
            "Program run without the Pulumi engine available; re-run using the `pulumi` CLI\n\nDescription:\n",
            error,
            StringComparison.Ordinal);
        Assert.Contains("  preview <STACK>   Shows what a stack declares", error, StringComparison.Ordinal);
        Assert.Contains("  schema            Prints the settings of a stack file", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_is_no_error()
    {
        using var project = new Project();
        var (exitCode, output, error) = await ProgramProcess.RunAsync(project.Folder, ["--help"]);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("  preview <STACK>", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_verb_is_unusable()
        => await AssertUnusableAsync(
            "previw is no verb; see --help for the verbs. Use preview, or remove it.\n",
            FaultyFile,
            "previw",
            "dev");

    [Fact]
    public async Task A_stack_without_a_file_is_unusable()
        => await AssertUnusableAsync(
            "Pulumi.prod.yaml is missing; there are stack files for dev. Use one of these, or write the file.\n",
            FaultyFile,
            "preview",
            "prod",
            "--out",
            "out");

    [Fact]
    public async Task A_faulty_stack_file_is_unusable() => await AssertUnusableAsync(Faults, FaultyFile, "preview", "dev", "--out", "out");

    [Fact]
    public async Task A_stack_file_that_is_not_YAML_is_unusable()
        => await AssertUnusableAsync(
            "Pulumi.dev.yaml: line 3, column 3 is not YAML; something before it is not closed, or stands where it cannot. "
                + "Correct the line.\n",
            "config:\n  infra:edge: {hosts: [\n  infra:redis: {}\n",
            "preview",
            "dev",
            "--out",
            "out");

    [Fact]
    public async Task Elsewhere_than_in_a_project_nothing_can_be_previewed()
    {
        using var folder = new ScratchFolder();
        Assert.Equal(
            (
                2,
                "",
                "Pulumi.yaml is missing; the program looks for it in the current folder and those above it. "
                    + "Run the command in the project's folder.\n"),
            await ProgramProcess.RunAsync(folder.Path, ["preview", "dev"]));
    }

    [Fact]
    public async Task From_a_folder_below_the_projects_a_preview_that_passes_writes_manifests_and_the_plan()
    {
        using var project = new Project().With(
            "dev",
            StackText.Of("infra:release: {images: {reference: registry.example.com/reference:1.0.0}}"));
        var below = Directory.CreateDirectory(Path.Combine(project.Folder, "infra")).FullName;
        var (exitCode, output, error) = await ProgramProcess.RunAsync(below, ["preview", "dev", "--out", "../out"]);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.StartsWith("dev: application reference in environment dev, ", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(project.OutputFolder, "plan.json")));
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(project.OutputFolder, "manifests")));
    }

    [Fact]
    public async Task A_preview_that_fails_a_check_still_shows_and_writes_everything()
    {
        using var project = new Project().With("prod", StackText.Of("infra:postgres: {backup: {retentionDays: 7}}"));
        await using var output = new StringWriter();
        await using var error = new StringWriter();

        Assert.Equal(
            ExitCode.CheckFailed,
            await new CommandLine(output, error, project.Folder).RunAsync(["preview", "prod", "--out", project.OutputFolder]));
        Assert.Equal("", error.ToString());
        Assert.Contains("Set infra:postgres.backup.retentionDays to 30 or more", output.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(project.OutputFolder, "plan.json")));
    }

    private static async Task AssertUnusableAsync(string message, string stackFile, params IEnumerable<string> arguments)
    {
        using var project = new Project().With("dev", stackFile);
        Assert.Equal((2, "", message), await ProgramProcess.RunAsync(project.Folder, arguments));
        Assert.False(Directory.Exists(project.OutputFolder));
    }
}
