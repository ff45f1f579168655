using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Tests.Support;

namespace Infra.Tests.Pipelines;

/// <summary>The versions of Node that the sample says it runs on are those that it is tested on.</summary>
public sealed partial class NodeVersionTests
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline;

    private static string Dockerfile { get; } = File.ReadAllText(Repository.PathOf("samples/reference/Dockerfile"));

    private static string Gate { get; } = File.ReadAllText(Repository.PathOf(".ci/run"));

    // The version, by the digest of its index: a tag can be moved.
    private static string ImageVersion { get; }
        = Assert.Single(BaseImage().Matches(Dockerfile).Select(image => image.Groups["version"].Value).Distinct());

    [Fact]
    public void Every_stage_of_its_image_is_pinned_by_digest()
    {
        var bases = Dockerfile.Split('\n').Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, bases.Count);
        Assert.All(bases, line => Assert.Matches(BaseImage(), line));
    }

    [Fact]
    public void The_oldest_that_it_takes_is_that_of_its_image()
    {
        var package = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("samples/reference/package.json"))).RootElement;
        var readme = File.ReadAllText(Repository.PathOf("samples/reference/README.md"));
        var oldest = Major(ImageVersion);
        Assert.Equal($">={oldest}", package.GetProperty("engines").GetProperty("node").GetString());
        Assert.Contains($"It needs Node {oldest} or newer", readme, StringComparison.Ordinal);
        Assert.All(SetUp().Matches(WorkflowFile.Named("ci").Text), version => Assert.Equal(oldest, version.Groups["version"].Value));
    }

    [Fact]
    public void It_is_tested_on_the_oldest_and_on_a_newer_one()
    {
        Assert.Contains("samples/reference/Dockerfile", Gate, StringComparison.Ordinal);
        var newest = Assert.Single(Newest().Matches(Gate)).Groups["version"].Value;
        Assert.True(Version.Parse(newest) > Version.Parse(ImageVersion), $"{newest} is not newer than {ImageVersion}.");
        foreach (var version in new[] { "image_node", "newest_node" })
        {
            Assert.Contains($"\ntest_sample \"${version}\"\n", Gate, StringComparison.Ordinal);
            Assert.Contains($"\nrun_tests \"${version}\"", Gate, StringComparison.Ordinal);
        }
    }

    private static string Major(string version) => version.Split('.')[0];

    [GeneratedRegex(@"^FROM node:(?<version>\d+\.\d+\.\d+)-slim@sha256:[0-9a-f]{64}( AS \w+)?$", Options, 1000)]
    private static partial Regex BaseImage();

    [GeneratedRegex(@"^newest_node=(?<version>\d+\.\d+\.\d+)$", Options, 1000)]
    private static partial Regex Newest();

    [GeneratedRegex(@"node-version: (?<version>\d+)$", Options, 1000)]
    private static partial Regex SetUp();
}
