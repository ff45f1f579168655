using Infra.Tests.Support;

namespace Infra.Tests.Goldens;

/// <summary>Golden/ holds what tests make, in few and small files.</summary>
public sealed class GoldenFolderTests
{
    // What one change of everything costs a reviewer, and the repository.
    private const int MostBytes = 1_100_000;
    private const int MedianBytes = 4_000;

    private static IReadOnlyList<FileInfo> Files => [.. new DirectoryInfo(Golden.Root).EnumerateFiles("*", SearchOption.AllDirectories)];

    [Fact]
    public void Every_folder_is_held_by_a_test() => Golden.VerifyRoot();

    [Fact]
    public void Files_stay_small_enough_to_be_read()
    {
        // They come and go meanwhile; the next run sees them all.
        if (Golden.IsUpdating)
            return;
        var sizes = Files.Select(file => file.Length).Order().ToList();
        Assert.InRange(sizes.Sum(), 0, MostBytes);
        Assert.InRange(sizes[sizes.Count / 2], 0, MedianBytes);
    }
}
