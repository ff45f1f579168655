using StackPreview.PlanFiles;
using StackPreview.Plans;

namespace StackPreview.Rendering;

/// <summary>The folder that a preview writes to.</summary>
public sealed class OutputFolder
{
    private readonly string _path;
    private readonly string _manifests;
    private readonly string _plan;

    private readonly string _name;

    private OutputFolder(string path, string name)
        => (_path, _name, _manifests, _plan) = (path, name, Path.Combine(path, "manifests"), Path.Combine(path, "plan.json"));

    /// <summary>Makes sure that the folder can be written to, before anything runs.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="name">The name of the option that it comes from, for messages.</param>
    /// <exception cref="PreviewException">It cannot.</exception>
    public static OutputFolder Open(string path, string name = "--out")
    {
        var folder = new OutputFolder(path, name);
        folder.Access(() =>
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(path);
            if (Directory.Exists(folder._plan))
                throw new IOException($"{folder._plan} is a folder");
            Directory.CreateDirectory(folder._manifests);
            ProbeNewFile(path);
            ProbeNewFile(folder._manifests);
            foreach (var file in folder.OwnFiles())
                File.OpenWrite(file).Dispose();
        });
        return folder;
    }

    /// <summary>Writes the manifests and the plan. Manifests of an earlier preview are removed; other files stay.</summary>
    /// <exception cref="PreviewException">The folder has become one that cannot be written to.</exception>
    public void Write(Plan plan) => Access(() =>
    {
        foreach (var old in OwnFiles())
            File.Delete(old);
        foreach (var (fileName, text) in ManifestWriter.Write(plan))
            File.WriteAllText(Path.Combine(_manifests, fileName), text);
        File.WriteAllText(_plan, PlanFile.Write(plan));
    });

    private static void ProbeNewFile(string folder)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose };
        new FileStream(Path.Combine(folder, $".{Guid.NewGuid():N}"), options).Dispose();
    }

    /// <summary>The files of an earlier preview.</summary>
    private List<string> OwnFiles()
        => [
            .. Directory
                .EnumerateFiles(_manifests)
                .Where(file => ManifestWriter.IsManifest(Path.GetFileName(file)))
                .Concat(new[] { _plan }.Where(File.Exists)),
        ];

    private void Access(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new PreviewException(
                $"{_name} is \"{_path}\"; it takes a folder that can be written to ({exception.Message.TrimEnd('.')}). Use another "
                    + "folder, or leave it out."
            );
        }
    }
}
