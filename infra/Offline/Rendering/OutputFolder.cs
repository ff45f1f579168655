using Infra.Offline.Plans;
using Infra.Settings.Reading;

namespace Infra.Offline.Rendering;

/// <summary>The folder that a preview writes to.</summary>
internal sealed class OutputFolder
{
    private readonly string _manifests;
    private readonly string _plan;

    private OutputFolder(string folder) => (_manifests, _plan) = (Path.Combine(folder, "manifests"), Path.Combine(folder, "plan.json"));

    /// <summary>Makes sure that the folder can be written to, before anything runs.</summary>
    /// <exception cref="SettingsException">It cannot.</exception>
    public static OutputFolder Open(string path)
    {
        try
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(path);
            var folder = new OutputFolder(path);
            if (Directory.Exists(folder._plan))
                throw new IOException($"{folder._plan} is a folder");
            Directory.CreateDirectory(folder._manifests);
            using var probe = new FileStream(Path.Combine(folder._manifests, $".{Guid.NewGuid():N}"), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SettingsException($"--out is \"{path}\"; it takes a folder that can be written to ({exception.Message.TrimEnd('.')}). Use another folder, or leave it out.");
        }
    }

    /// <summary>Writes the manifests and the plan. Manifests of an earlier preview are removed; other files stay.</summary>
    public void Write(Plan plan)
    {
        foreach (var old in Directory.EnumerateFiles(_manifests).Where(file => ManifestWriter.IsManifest(Path.GetFileName(file))).ToList())
            File.Delete(old);
        foreach (var (fileName, text) in ManifestWriter.Write(plan))
            File.WriteAllText(Path.Combine(_manifests, fileName), text);
        File.WriteAllText(_plan, PlanJson.Write(plan));
    }
}
