using Infra.Tests.SettingsTests;
using StackPreview;

namespace Infra.Tests.Verbs;

/// <summary>Folders that a preview cannot write to.</summary>
public sealed class OutputFolderTests
{
    [Theory]
    [InlineData("taken", "Could not find a part of the path '{0}/taken/manifests'")]
    [InlineData("taken/below", "Could not find a part of the path '{0}/taken/below/manifests'")]
    [InlineData("folder", "{0}/folder/plan.json is a folder")]
    public async Task A_preview_says_so_before_it_runs_and_writes_nothing(string name, string reason)
    {
        using var project = new Project().With("dev", StackText.Of());
        await File.WriteAllTextAsync(Path.Combine(project.Folder, "taken"), "somebody's");
        Directory.CreateDirectory(Path.Combine(project.Folder, "folder", "plan.json"));
        var before = FilesIn(project);

        var path = Path.Combine(project.Folder, name);
        Assert.Equal(
            $"--out is \"{path}\"; it takes a folder that can be written to ({string.Format(reason, project.Folder)}). Use another "
                + "folder, or leave it out.",
            await RefusalAsync(project, path));
        Assert.Equal(before, FilesIn(project));
        Assert.Equal("somebody's", await File.ReadAllTextAsync(Path.Combine(project.Folder, "taken")));
    }

    [Fact]
    public async Task A_preview_does_not_take_no_name_for_the_current_folder()
    {
        using var project = new Project().With("dev", StackText.Of());
        Assert.StartsWith(
            "--out is \"\"; it takes a folder that can be written to (",
            await RefusalAsync(project, ""),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_turns_up_in_the_place_of_a_manifest_is_told_in_one_line()
    {
        using var project = new Project().With("dev", StackText.Of());
        var inTheWay = Directory
            .CreateDirectory(Path.Combine(project.OutputFolder, "manifests", "001-namespace-reference-dev.yaml"))
            .FullName;
        Assert.Equal(
            $"--out is \"{project.OutputFolder}\"; it takes a folder that can be written to (Access to the path '{inTheWay}' is denied). "
                + "Use another folder, or leave it out.",
            await RefusalAsync(project, project.OutputFolder));
    }

    [Fact]
    public async Task The_settings_come_first()
    {
        using var project = new Project().With("dev", StackText.Of("infra:redis: true"));
        Assert.Equal(
            "Pulumi.dev.yaml: infra:redis is true; it takes a map of settings. Write the settings below infra:redis, one a line.",
            await RefusalAsync(project, project.OutputFolder));
        Assert.False(Directory.Exists(project.OutputFolder));
    }

    private static async Task<string> RefusalAsync(Project project, string path)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var refusal = await Assert.ThrowsAnyAsync<PreviewException>(() =>
            new CommandLine(output, error, project.Folder).RunAsync(["preview", "dev", "--out", path]));
        Assert.Equal(("", ""), (output.ToString(), error.ToString()));
        return string.Join('\n', refusal.Messages);
    }

    private static List<string> FilesIn(Project project)
        => [.. Directory.EnumerateFileSystemEntries(project.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
