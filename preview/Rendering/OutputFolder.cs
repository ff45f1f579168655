using StackPreview.PlanFiles;
using StackPreview.Plans;

namespace StackPreview.Rendering;

/// <summary>
/// The folder that a preview writes to: all of it, or nothing. What is new is written beside what is there, and takes its place when it is
/// complete.
/// </summary>
public sealed class OutputFolder
{
    private const string ManifestsName = "manifests";
    private const string PlanName = "plan.json";
    private const string TurnName = ".turn";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly string _path;
    private readonly string _manifests;
    private readonly string _plan;

    private readonly string _name;

    private OutputFolder(string path, string name)
        => (_path, _name, _manifests, _plan) = (path, name, Path.Combine(path, ManifestsName), Path.Combine(path, PlanName));

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
        });
        return folder;
    }

    /// <summary>
    /// Writes the manifests and the plan. Manifests of an earlier preview are removed; other files stay. Previews that write at the same
    /// time take turns: the last one's files are there in the end.
    /// </summary>
    /// <exception cref="PreviewException">The folder has become one that cannot be written to; what was there is there still.</exception>
    public void Write(Plan plan) => Access(() =>
    {
        using var turn = AwaitTurn();
        var draft = Path.Combine(_path, $".{Guid.NewGuid():N}");
        try
        {
            var manifests = Path.Combine(draft, ManifestsName);
            Directory.CreateDirectory(manifests);
            foreach (var (fileName, text) in ManifestWriter.Write(plan))
            {
                var inTheWay = Path.Combine(_manifests, fileName);
                if (Directory.Exists(inTheWay))
                    throw new IOException($"{inTheWay} is a folder");
                File.WriteAllText(Path.Combine(manifests, fileName), text);
            }

            File.WriteAllText(Path.Combine(draft, PlanName), PlanFile.Write(plan));
            Replace(draft);
        }
        finally
        {
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
        }
    });

    private static void ProbeNewFile(string folder)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose };
        new FileStream(Path.Combine(folder, $".{Guid.NewGuid():N}"), options).Dispose();
    }

    // A lock of the operating system, which goes with the process that has it.
    private FileStream AwaitTurn()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
        };
        for (var end = DateTime.UtcNow + Patience; ; Thread.Sleep(Pause))
        {
            try
            {
                return new FileStream(Path.Combine(_path, TurnName), options);
            }
            catch (IOException) when (DateTime.UtcNow < end)
            {
                // Another preview writes.
            }
        }
    }

    private void Replace(string draft)
    {
        var manifests = Path.Combine(draft, ManifestsName);
        var old = Path.Combine(draft, "old");
        Directory.Move(_manifests, old);
        try
        {
            Directory.Move(manifests, _manifests);
            foreach (var entry in Directory.EnumerateFileSystemEntries(old).Where(entry => !IsEarlierManifest(entry)).ToList())
                Directory.Move(entry, Path.Combine(_manifests, Path.GetFileName(entry)));
            File.Move(Path.Combine(draft, PlanName), _plan, overwrite: true);
        }
        catch
        {
            TakeBack(manifests, old);
            throw;
        }
    }

    private void TakeBack(string manifests, string old)
    {
        if (Directory.Exists(_manifests))
        {
            foreach (var entry in Directory.EnumerateFileSystemEntries(_manifests).Where(entry => !IsEarlierManifest(entry)).ToList())
                Directory.Move(entry, Path.Combine(old, Path.GetFileName(entry)));
            Directory.Move(_manifests, manifests);
        }

        Directory.Move(old, _manifests);
    }

    private static bool IsEarlierManifest(string entry) => File.Exists(entry) && ManifestWriter.IsManifest(Path.GetFileName(entry));

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
