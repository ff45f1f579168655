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

        Assert.True(File.Exists(file), $"{file} is missing. Run the tests with UPDATE_GOLDEN=1.");
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
