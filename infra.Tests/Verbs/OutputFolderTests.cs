using Infra.Tests.SettingsTests;
using StackPreview;
using StackPreview.Rendering;

namespace Infra.Tests.Verbs;

/// <summary>Folders that a preview cannot write to.</summary>
public sealed class OutputFolderTests
{
    private static readonly string Stack = StackText.Of("infra:edge: {domain: example.com}");

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
            $"--out is \"{project.OutputFolder}\"; it takes a folder that can be written to ({inTheWay} is a folder). "
                + "Use another folder, or leave it out.",
            await RefusalAsync(project, project.OutputFolder));
    }

    [Fact]
    public async Task What_an_earlier_preview_wrote_stays_when_a_later_one_fails()
    {
        using var project = new Project().With("dev", Stack);
        await PreviewAsync(project, "car-api");
        var manifests = Path.Combine(project.OutputFolder, "manifests");
        var later = Directory.GetFiles(manifests).ToList();
        await PreviewAsync(project, "reference");
        var before = ContentOf(project);
        var inTheWay = later.Except(Directory.GetFiles(manifests)).Last();
        Directory.CreateDirectory(inTheWay);
        Assert.Contains(
            $"{inTheWay} is a folder",
            await RefusalAsync(project, project.OutputFolder, "car-api"),
            StringComparison.Ordinal);
        Assert.Equal(before, ContentOf(project));
    }

    [Fact]
    public async Task Files_of_others_stay_and_manifests_of_an_earlier_preview_go()
    {
        using var project = new Project().With("dev", Stack);
        await PreviewAsync(project, "reference");
        var manifests = Path.Combine(project.OutputFolder, "manifests");
        await File.WriteAllTextAsync(Path.Combine(manifests, "kustomization.yaml"), "mine");
        Directory.CreateDirectory(Path.Combine(manifests, "overlay"));
        await File.WriteAllTextAsync(Path.Combine(project.OutputFolder, "notes.txt"), "mine");
        await PreviewAsync(project, "car-api");

        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(manifests, "kustomization.yaml")));
        Assert.True(Directory.Exists(Path.Combine(manifests, "overlay")));
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(project.OutputFolder, "notes.txt")));
        Assert.DoesNotContain(ContentOf(project), file => file.Text.Contains("reference-dev", StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(project.OutputFolder, ".*"));
    }

    [Fact]
    public async Task Previews_that_write_at_the_same_time_do_not_mix()
    {
        using var project = new Project().With("dev", Stack);
        string[] applications = ["reference", "car-api"];
        var alone = new List<List<(string, string)>>();
        foreach (var application in applications)
        {
            await PreviewAsync(project, application);
            alone.Add(ContentOf(project));
        }

        var plans = await Task.WhenAll(applications.Select(async application =>
            await Infra.Preview.PlanAsync(Project.LoadText("dev", Stack, application), "dev", Catalog.Default)));
        for (var round = 0; round < 10; round++)
        {
            await Task.WhenAll(plans.Concat(plans).Select(plan => Task.Run(() => OutputFolder.Open(project.OutputFolder).Write(plan))));
            Assert.Contains(ContentOf(project), alone);
        }

        Assert.NotEqual(alone[0], alone[1]);
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

    private static async Task PreviewAsync(Project project, string application)
    {
        await using var output = new StringWriter();
        await new CommandLine(output, output, project.Folder).RunAsync(
            ["preview", "dev", "--application", application, "--out", project.OutputFolder]);
    }

    private static List<(string Path, string Text)> ContentOf(Project project)
        =>
        [
            .. Directory.EnumerateFiles(project.OutputFolder, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => (file, File.ReadAllText(file))),
        ];

    private static async Task<string> RefusalAsync(Project project, string path, string application = "reference")
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var refusal = await Assert.ThrowsAnyAsync<PreviewException>(() =>
            new CommandLine(output, error, project.Folder).RunAsync(["preview", "dev", "--application", application, "--out", path]));
        Assert.Equal(("", ""), (output.ToString(), error.ToString()));
        return string.Join('\n', refusal.Messages);
    }

    private static List<string> FilesIn(Project project)
        => [.. Directory.EnumerateFileSystemEntries(project.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
