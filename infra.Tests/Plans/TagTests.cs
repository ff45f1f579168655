using System.Text.Json.Nodes;
using Infra.Checks;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;
using Infra.Values;
using StackPreview.Plans;
using StackPreview.Rendering;

namespace Infra.Tests.Plans;

/// <summary>Images of others go by the digest beside the tag; those that do not are named in every report.</summary>
public sealed class TagTests
{
    private const string Held = "ghcr.io/cloudnative-pg/postgresql:18.6-standard-trixie";

    // Nobody publishes the digest of their index.
    private static readonly string[] WithoutDigest =
    [
        "docker.io/atendai/evolution-api",
        "docker.io/chatwoot/chatwoot",
        "docker.io/mdawar/rq-exporter",
        "docker.io/percona/haproxy",
        "docker.io/percona/percona-server",
        "docker.io/percona/percona-xtrabackup",
    ];

    [Fact]
    public async Task Every_image_of_others_has_a_digest_where_one_is_known()
    {
        var images = new List<ImageReference>();
        foreach (var (application, stack) in Repository.Deployments)
            images.AddRange(ImagesOf((await Previews.OfAsync(stack, application)).Plan));
        foreach (var stack in MySqlStack.All)
            images.AddRange(ImagesOf((await MySqlStack.OfAsync(stack[MySqlStack.Prefix.Length..])).Plan));
        Assert.Equal(
            WithoutDigest,
            images
                .Where(image => image.Digest is null)
                .Select(image => image.Repository)
                .Where(IsOfOthers)
                .Distinct()
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_text_names_those_that_have_none()
    {
        await using var text = new StringWriter { NewLine = "\n" };
        TextReport.Write((await Previews.OfAsync("prod", "equivalence")).Report(), text);
        Assert.Contains("Third-party images without a digest\n  docker.io/mdawar/rq-exporter:v3.1.0 ", text.ToString());
    }

    [Fact]
    public async Task So_does_the_JSON_with_what_runs_them()
    {
        var held = await StackChange.PlanWithAsync("prod", $"infra:postgres: {{image: '{Held}'}}");
        var preview = Preview.Of(Previews.SettingsOf("prod"), held, Catalog.Default);
        await using var text = new StringWriter();
        JsonReport.Write(preview.Report(), text);
        var image = Assert.Single(JsonNode.Parse(text.ToString())!["imagesWithoutDigest"]!.AsArray())!;
        Assert.Equal(
            (Held, "Cluster postgres"),
            (image["image"]!.ToString(), image["resources"]!.ToString()));
    }

    [Fact]
    public async Task Nothing_is_said_where_all_have_one()
    {
        await using var text = new StringWriter();
        TextReport.Write((await Previews.OfAsync("prod")).Report(), text);
        Assert.DoesNotContain("without a digest", text.ToString());
    }

    // The application's own are of other registries.
    private static bool IsOfOthers(string repository)
        => repository.StartsWith("docker.io/", StringComparison.Ordinal)
        || repository.StartsWith("ghcr.io/cloudnative-pg/", StringComparison.Ordinal);

    private static IEnumerable<ImageReference> ImagesOf(Plan plan)
        => UsedImage.In(new PlanView(plan)).Select(used => ImageReference.TryParse(used.Text)!);
}
