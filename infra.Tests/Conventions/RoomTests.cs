using System.Text.RegularExpressions;
using Infra.Tests.Support;

namespace Infra.Tests.Conventions;

/// <summary>Data flows one way: each folder of the program knows only what comes before it.</summary>
public sealed partial class RoomTests
{
    private static readonly Dictionary<string, string[]> KnownBy = new()
    {
        ["Values"] = [],
        ["Faults"] = [],
        ["Applications"] = ["Faults", "Values"],
        ["Settings"] = ["Applications", "Faults", "Values"],
        ["Environments"] = ["Settings"],
        ["Kubernetes"] = ["Settings", "Values"],
        ["Components"] = ["Applications", "Kubernetes", "Settings", "Values"],
        ["Checks"] = ["Applications", "Components", "Kubernetes", "Settings", "Values"],
        ["Offline"] = ["Applications", "Checks", "Components", "Kubernetes", "Settings"],
    };

    public static TheoryData<string> Rooms => [.. KnownBy.Keys];

    [Fact]
    public void Every_folder_of_the_program_is_a_room()
        => Assert.Equal(
            KnownBy.Keys.Order(StringComparer.Ordinal),
            Directory.EnumerateDirectories(Repository.PathOf("infra")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_those_before_it(string room)
    {
        var known = Directory.EnumerateFiles(Repository.PathOf("infra", room), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => RoomPattern().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["room"].Value)
            .Where(name => name != room)
            .Distinct()
            .Order(StringComparer.Ordinal);
        Assert.Equal(KnownBy[room], known);
    }

    [GeneratedRegex(
        @"\bInfra\.(?<room>Applications|Checks|Components|Environments|Faults|Kubernetes|Offline|Settings|Values)\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex RoomPattern();
}
