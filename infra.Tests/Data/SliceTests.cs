using System.Reflection;
using Infra.Data;
using Infra.Tests.Support;

namespace Infra.Tests.Data;

/// <summary>The folders of the data services look alike, and what the stack gives out is what they say.</summary>
public sealed class SliceTests
{
    private static readonly string[] Roles =
    [
        "Alerts", "Connection", "Defaults", "Images", "Need", "Outputs", "Service", "Settings",
    ];

    // What the servers of a cloud have in common, whichever data service they are of.
    private static readonly string[] Shared = ["Flexible", "Rds"];

    public static TheoryData<string> Slices => [.. Folders.Select(folder => Path.GetFileName(folder)!)];

    private static IEnumerable<string> Folders
        => Directory.EnumerateDirectories(Repository.PathOf("infra", "Data")).Where(folder => !Shared.Contains(Path.GetFileName(folder)));

    [Theory]
    [MemberData(nameof(Slices))]
    public void A_folder_has_a_file_for_each_role(string slice)
    {
        var files = Directory.EnumerateFiles(Repository.PathOf("infra", "Data", slice), "*.cs").Select(Path.GetFileNameWithoutExtension);
        Assert.Empty(Roles.Select(role => slice + role).Except(files!));
    }

    // Image pins stand alone, so that what is brought up to date needs no look at code.
    [Theory]
    [MemberData(nameof(Slices))]
    public void Images_are_named_in_one_file(string slice)
        => Assert.All(
            Directory
                .EnumerateFiles(Repository.PathOf("infra", "Data", slice), "*.cs")
                .Where(file => !file.EndsWith("Images.cs", StringComparison.Ordinal)),
            file => Assert.DoesNotMatch("\"(docker\\.io|ghcr\\.io|quay\\.io)/", File.ReadAllText(file)));

    [Fact]
    public void Each_folder_has_a_row() => Assert.Equal(Folders.Count(), DataServices.All.Count);

    [Fact]
    public void The_stack_gives_out_what_the_rows_say()
    {
        var declared = typeof(PlatformStack)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(property =>
                property
                    .GetCustomAttributes(typeof(Pulumi.OutputAttribute), inherit: false)
                    .OfType<Pulumi.OutputAttribute>()
                    .FirstOrDefault()
                    ?.Name)
            .OfType<string>();
        Assert.Equal(
            DataServices.All.SelectMany(service => service.Outputs).Select(output => output.Name).Order(StringComparer.Ordinal),
            declared.Except(["apiUrl", "environment", "images", "namespace"]).Order(StringComparer.Ordinal));
    }
}
