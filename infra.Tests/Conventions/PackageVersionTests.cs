using System.Text.Json.Nodes;
using System.Xml.Linq;
using Infra.Tests.Support;

namespace Infra.Tests.Conventions;

/// <summary>Either build of the program sends the engine the same versions of the providers.</summary>
public sealed class PackageVersionTests
{
    public static TheoryData<string> Packages
        => [
            .. Directory
                .EnumerateFiles(Repository.PathOf("sdk"), "schema.json", SearchOption.AllDirectories)
                .Select(file => new FileInfo(file).Directory!.Name),
        ];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_schema_of_a_package_is_of_the_version_that_is_pinned(string package)
    {
        var pinned = XDocument
            .Load(Repository.PathOf("Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Single(version => (string?)version.Attribute("Include") == package);
        var schema = JsonNode.Parse(File.ReadAllText(Repository.PathOf("sdk", package, "schema.json")))!;
        Assert.Equal((string?)pinned.Attribute("Version"), (string?)schema["version"]);
    }
}
