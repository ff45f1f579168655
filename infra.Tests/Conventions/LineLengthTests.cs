using Infra.Tests.Support;

namespace Infra.Tests.Conventions;

/// <summary>Lines of C# end before column 140: a review shows two versions side by side.</summary>
public sealed class LineLengthTests
{
    private const int Longest = 139;

    // What programs write, or others have written.
    private static readonly string[] LeftOut = [".git", "artifacts", "bin", "node_modules", "obj"];

    [Fact]
    public void No_line_is_longer_than_a_reader_sees()
    {
        var files = FilesIn(Repository.Root).ToList();

        Assert.Contains(Repository.PathOf("infra", "PlatformStack.cs"), files);
        Assert.Contains(Repository.PathOf("sdk", "Pulumi", "Config.cs"), files);
        Assert.Empty(
            from file in files
            from line in File.ReadLines(file).Index()
            where line.Item.Length > Longest
            select $"{Path.GetRelativePath(Repository.Root, file)}:{line.Index + 1} has {line.Item.Length} characters. Wrap it.");
    }

    private static IEnumerable<string> FilesIn(string folder)
        => Directory.EnumerateFiles(folder, "*.cs").Concat(
            Directory.EnumerateDirectories(folder)
                .Where(below => !LeftOut.Contains(Path.GetFileName(below)))
                .SelectMany(FilesIn));
}
