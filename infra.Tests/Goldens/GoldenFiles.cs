using System.Text;
using Infra.Tests.Support;

namespace Infra.Tests.Goldens;

/// <summary>Committed files, held against what tests make.</summary>
/// <param name="folder">The folder that they are in.</param>
/// <param name="pattern">Which of the folder's files they are. Default: all, those in folders of it included.</param>
internal sealed class GoldenFiles(string folder, string? pattern = null)
{
    private const int MostFiles = 5;
    private const int MostLines = 8;

    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The texts, by the file's path in the folder.</summary>
    public IReadOnlyDictionary<string, string> Read()
    {
        if (!Directory.Exists(folder))
            return new Dictionary<string, string>();
        var depth = pattern is null ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly;
        var files = Directory.EnumerateFiles(folder, pattern ?? "*", depth);
        return files.ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), file => File.ReadAllText(file, Encoding));
    }

    /// <summary>Makes them these, and no others.</summary>
    public void Write(IReadOnlyDictionary<string, string> files)
    {
        var committed = Read();
        foreach (var (file, text) in files.Where(file => committed.GetValueOrDefault(file.Key) != file.Value))
        {
            var path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text, Encoding);
        }

        foreach (var file in committed.Keys.Where(file => !files.ContainsKey(file)))
        {
            File.Delete(Path.Combine(folder, file));
            // Git knows no empty folders.
            var parent = Path.GetDirectoryName(Path.Combine(folder, file))!;
            while (parent != folder && !Directory.EnumerateFileSystemEntries(parent).Any())
            {
                Directory.Delete(parent);
                parent = Path.GetDirectoryName(parent)!;
            }
        }
    }

    /// <summary>Where they are other files, in a few lines for whoever made the change; null where they are the same.</summary>
    public string? Differences(IReadOnlyDictionary<string, string> files)
    {
        var committed = Read();
        var differing = files.Keys.Union(committed.Keys)
            .Where(file => files.GetValueOrDefault(file) != committed.GetValueOrDefault(file))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (differing.Count == 0)
            return null;

        var message = new StringBuilder();
        foreach (var file in differing.Take(MostFiles))
        {
            var problem = (committed.ContainsKey(file), files.ContainsKey(file)) switch
            {
                (true, true) => "is not what the program makes now",
                (false, _) => "is missing",
                _ => "is made by nothing any more",
            };
            message.AppendLine($"{Path.GetRelativePath(Repository.Root, Path.Combine(folder, file))} {problem}.");
            var lines = LineDifference.Of(committed.GetValueOrDefault(file, ""), files.GetValueOrDefault(file, "")).ToList();
            foreach (var line in lines.Take(MostLines))
                message.AppendLine($"  {line}");
            if (lines.Count > MostLines)
                message.AppendLine($"  and {lines.Count - MostLines} more lines");
        }

        if (differing.Count > MostFiles)
            message.AppendLine($"{differing.Count - MostFiles} more files differ.");
        return message.Append("If that is meant, run UPDATE_GOLDEN=1 dotnet test Infra.sln, and review what git diff shows.").ToString();
    }
}
