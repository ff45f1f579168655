using Infra.Applications;
using Infra.Applications.Model;
using Infra.Faults;
using Infra.Settings;
using Infra.Settings.Reading;
using Infra.Tests.Support;
using StackPreview;

namespace Infra.Tests.SettingsTests;

/// <summary>A project's folder with a Pulumi.yaml and stack files, gone after the test.</summary>
internal sealed class Project : IDisposable
{
    private const string ProjectText = "name: infra\nruntime: dotnet\n";

    private readonly ScratchFolder _folder = new();

    /// <summary>Makes the folder.</summary>
    /// <param name="projectText">The text of Pulumi.yaml; null for none.</param>
    public Project(string? projectText = ProjectText)
    {
        if (projectText is not null)
            File.WriteAllText(_folder.PathOf("Pulumi.yaml"), projectText);
    }

    /// <summary>The applications there are, as messages name them.</summary>
    public static string Applications => string.Join(", ", ApplicationCatalog.All.Select(application => application.Name));

    /// <summary>The folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>A folder in it that does not exist yet.</summary>
    public string OutputFolder => _folder.PathOf("out");

    /// <summary>Writes a stack's file.</summary>
    public Project With(string stack, string text)
    {
        File.WriteAllText(_folder.PathOf(StackConfiguration.FileOf(stack)), text);
        return this;
    }

    /// <summary>The configuration of a stack.</summary>
    public StackConfiguration Read(string stack) => StackFile.Read(Folder, stack);

    /// <summary>The settings of a stack.</summary>
    public StackSettings Load(string stack, bool requireAll = false, params IReadOnlyList<ApplicationDefinition> applications)
        => (applications.Count > 0 ? Catalog.Default with { Applications = applications } : Catalog.Default).Settings
            .Load(Read(stack), requireAll);

    /// <summary>What is wrong with a stack's settings for an application, a line each.</summary>
    public string LoadingFaults(string stack, ApplicationDefinition application)
        => string.Join('\n', Assert.Throws<InputException>(() => Load(stack, requireAll: false, application)).Messages);

    /// <summary>
    /// The messages of a preview that is refused, a line each. It prints nothing by itself, writes nothing, and says each thing in one
    /// line without a stack trace.
    /// </summary>
    /// <param name="arguments">The arguments after <c>preview</c>.</param>
    public async Task<string> RefusalAsync(params IEnumerable<string> arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var before = FilesIn(Folder);
        var refusal = await Assert.ThrowsAnyAsync<PreviewException>(
            () => new CommandLine(output, error, Folder).RunAsync(["preview", .. arguments, "--out", OutputFolder]));

        Assert.Equal("", output.ToString());
        Assert.Equal("", error.ToString());
        Assert.Equal(before, FilesIn(Folder));
        Assert.All(refusal.Messages, message => Assert.DoesNotContain('\n', message));
        return string.Join('\n', refusal.Messages);
    }

    /// <summary>The messages of a preview of a stack file that is refused, a line each.</summary>
    public static async Task<string> RefusalOfAsync(string text, string stack = "dev", params IReadOnlyList<string> options)
    {
        using var project = new Project().With(stack, text);
        return await project.RefusalAsync([stack, .. options]);
    }

    /// <summary>The settings of a stack file's text.</summary>
    public static StackSettings LoadText(string stack, string text, string? application = null)
    {
        using var project = new Project().With(stack, text);
        return Catalog.Default.Settings.Load(
            project.Read(stack),
            requireAll: false,
            application);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private static List<string> FilesIn(string folder)
        => [.. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
