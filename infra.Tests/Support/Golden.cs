using Infra.Tests.Goldens;

namespace Infra.Tests.Support;

/// <summary>Holds what tests make against committed files.</summary>
internal static class Golden
{
    // Tells people what the folders are.
    private const string Readme = "README.md";

    /// <summary>The folders in Golden/. Each is held whole by one test, so that a file that nothing makes any more is found.</summary>
    public static IReadOnlyList<string> Folders { get; } = ["azure", "committed", "diffs", "paths", "plans", "previews", "rds", "stacks"];

    /// <summary>The folder that they are in.</summary>
    public static string Root { get; } = Repository.PathOf("infra.Tests", "Golden");

    /// <summary>Whether the files are being made what the tests make: UPDATE_GOLDEN=1.</summary>
    public static bool IsUpdating => Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    /// <summary>Asserts that a folder in Golden/ holds these files and no others; with UPDATE_GOLDEN=1, makes it so.</summary>
    /// <param name="folder">The folder, one of <see cref="Folders"/>.</param>
    /// <param name="files">The texts, by the file's path in the folder.</param>
    public static void VerifyFolder(string folder, IReadOnlyDictionary<string, string> files)
    {
        Assert.Contains(folder, Folders);
        Hold(new GoldenFiles(Path.Combine(Root, folder)), files);
    }

    /// <summary>Asserts that Golden/ holds <see cref="Folders"/> and nothing else; with UPDATE_GOLDEN=1, removes the rest.</summary>
    public static void VerifyRoot()
    {
        foreach (var other in Others().Where(_ => IsUpdating))
        {
            if (Directory.Exists(other))
                Directory.Delete(other, recursive: true);
            else
                File.Delete(other);
        }

        Assert.Empty(Others());

        static List<string> Others()
            => [.. Directory.EnumerateFileSystemEntries(Root).Where(entry => !Folders.Append(Readme).Contains(Path.GetFileName(entry)))];
    }

    /// <summary>
    /// Asserts that the text is that of a file outside of Golden/, which people read; with UPDATE_GOLDEN=1, makes it so.
    /// </summary>
    /// <param name="file">The file's path.</param>
    /// <param name="actual">The text.</param>
    public static void VerifyFile(string file, string actual)
    {
        var name = Path.GetFileName(file);
        Hold(new GoldenFiles(Path.GetDirectoryName(file)!, name), new Dictionary<string, string> { [name] = actual });
    }

    private static void Hold(GoldenFiles committed, IReadOnlyDictionary<string, string> files)
    {
        if (IsUpdating)
            committed.Write(files);
        if (committed.Differences(files) is { } message)
            Assert.Fail(message);
    }
}
