using Infra.Tests.Support;

namespace Infra.Tests.Goldens;

/// <summary>Committed files that are not what is made: what is said of them, and how they are taken over.</summary>
public sealed class GoldenFilesTests
{
    private const string Manifests = "RedisServer/StatefulSet.yaml";

    private static readonly Dictionary<string, string> Made = new()
    {
        [Manifests] = """
            --- # redis
            spec:
              replicas: 1
            --- # desk-redis  # desk
            spec:
              replicas: 1
              template:
                spec:
                  containers:
                  - name: server
                    image: redis:8

            """,
        ["order.txt"] = "redis\n",
    };

    [Fact]
    public void What_is_as_committed_is_no_difference()
    {
        using var folder = new ScratchFolder();
        var files = new GoldenFiles(folder.Path);
        files.Write(Made);
        Assert.Null(files.Differences(Made));
        Assert.Equal(Made, files.Read());
    }

    [Fact]
    public void A_difference_is_told_with_object_and_path_and_what_to_do()
    {
        using var folder = new ScratchFolder();
        var files = new GoldenFiles(folder.Path);
        files.Write(Made);
        var other = Made[Manifests].Replace("redis:8", "redis:9", StringComparison.Ordinal);
        var now = new Dictionary<string, string>(Made) { [Manifests] = other };

        Assert.Equal(
            $"""
            {Relative(folder, Manifests)} is not what the program makes now.
              @ desk-redis  # desk > spec > template > spec > containers > name: server
              -         image: redis:8
              +         image: redis:9
            If that is meant, run UPDATE_GOLDEN=1 dotnet test Infra.sln, and review what git diff shows.
            """,
            files.Differences(now));
    }

    [Fact]
    public void What_is_missing_and_what_nothing_makes_is_told()
    {
        using var folder = new ScratchFolder();
        var files = new GoldenFiles(folder.Path);
        files.Write(Made);
        var now = new Dictionary<string, string> { [Manifests] = Made[Manifests], ["RedisServer/Service.yaml"] = "--- # redis\n" };

        Assert.Equal(
            $"""
            {Relative(folder, "RedisServer/Service.yaml")} is missing.
              + --- # redis
            {Relative(folder, "order.txt")} is made by nothing any more.
              - redis
            If that is meant, run UPDATE_GOLDEN=1 dotnet test Infra.sln, and review what git diff shows.
            """,
            files.Differences(now));
    }

    [Fact]
    public void Many_differences_are_told_in_a_few_lines()
    {
        using var folder = new ScratchFolder();
        var text = string.Concat(Enumerable.Range(0, 100).Select(line => $"line {line}\n"));
        var now = Enumerable.Range(0, 50).ToDictionary(index => $"{index}.txt", _ => text);
        var message = new GoldenFiles(folder.Path).Differences(now)!;
        Assert.InRange(message.Split('\n').Length, 10, 60);
        Assert.Contains("and 92 more lines", message);
        Assert.Contains("45 more files differ.", message);
    }

    [Fact]
    public void Taking_over_removes_what_nothing_makes_and_leaves_the_rest_untouched()
    {
        using var folder = new ScratchFolder();
        var files = new GoldenFiles(folder.Path);
        files.Write(Made);
        var before = File.GetLastWriteTimeUtc(folder.PathOf("order.txt")).AddDays(-1);
        File.SetLastWriteTimeUtc(folder.PathOf("order.txt"), before);
        files.Write(new Dictionary<string, string> { ["order.txt"] = Made["order.txt"] });

        Assert.Equal([folder.PathOf("order.txt")], Directory.EnumerateFileSystemEntries(folder.Path));
        Assert.Equal(before, File.GetLastWriteTimeUtc(folder.PathOf("order.txt")));
    }

    [Fact]
    public void One_file_among_others_is_held_alone()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.PathOf("other.json"), "{}");
        var files = new GoldenFiles(folder.Path, "schema.json");
        files.Write(new Dictionary<string, string> { ["schema.json"] = "{}\n" });
        Assert.Null(files.Differences(new Dictionary<string, string> { ["schema.json"] = "{}\n" }));
        Assert.True(File.Exists(folder.PathOf("other.json")));
    }

    private static string Relative(ScratchFolder folder, string file) => Path.GetRelativePath(Repository.Root, folder.PathOf(file));
}
