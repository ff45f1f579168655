namespace Infra.Tests.Support;

/// <summary>Holds what a test made against a committed file.</summary>
internal static class Golden
{
    /// <summary>Asserts that the text is the file's; with UPDATE_GOLDEN=1, makes it so.</summary>
    /// <param name="name">The file's path below Golden/.</param>
    /// <param name="actual">The text.</param>
    public static void Verify(string name, string actual) => VerifyFile(Repository.PathOf("infra.Tests", "Golden", name), actual);

    /// <summary>Asserts that the text is that of a file outside of Golden/, which people read; with UPDATE_GOLDEN=1, makes it so.</summary>
    /// <param name="file">The file's path.</param>
    /// <param name="actual">The text.</param>
    public static void VerifyFile(string file, string actual)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        var expected = File.Exists(file) ? File.ReadAllText(file) : "";
        if (expected != actual)
            Assert.Fail($"{Path.GetRelativePath(Repository.Root, file)} is not what the program makes now.\n{FirstDifference(expected, actual)}\nIf that is meant, run the tests with UPDATE_GOLDEN=1, and read the change with git diff.");
    }

    private static string FirstDifference(string expected, string actual)
    {
        var (old, now) = (expected.Split('\n'), actual.Split('\n'));
        var line = old.Zip(now).TakeWhile(lines => lines.First == lines.Second).Count();
        return $"line {line + 1}:\n- {old.ElementAtOrDefault(line)}\n+ {now.ElementAtOrDefault(line)}";
    }
}
