using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Platform.Edge;

/// <summary>What the rendered limits let through, counted as Traefik counts.</summary>
public sealed class RateLimitTests
{
    // The largest page that is known: its document, and the files that it loads in the same moment over HTTP/2.
    private const int FilesOfAPage = 190;

    [Theory]
    [InlineData("nica", "app.example.com", "/")]
    [InlineData("graphrag", "graphrag.example.com", "/")]
    [InlineData("julia", "chat.example.com", "/app")]
    [InlineData("car-api", "api.example.com", "/docs")]
    public async Task A_page_with_all_its_files_loads_and_so_does_the_next_one(string application, string host, string page)
    {
        var edge = await RenderedEdge.OfAsync("prod", application);
        var files = Enumerable.Range(1, FilesOfAPage).Select(file => new EdgeRequest(host, $"/assets/{file}.js"));

        // Each route has a bucket of its own.
        var buckets = new Dictionary<string, TokenBucket>();
        foreach (var moment in new[] { 0, 4, 8 })
        {
            foreach (var request in files.Prepend(new EdgeRequest(host, page)))
                Assert.Equal(200, BucketOf(request).StatusAt(TimeSpan.FromSeconds(moment)));
        }

        TokenBucket BucketOf(EdgeRequest request)
        {
            var rule = edge.RouteOf(request)!.Text("match");
            buckets.TryAdd(rule, new TokenBucket(edge.MiddlewareOf(request, "rateLimit")!));
            return buckets[rule];
        }
    }

    [Fact]
    public async Task Two_people_behind_one_address_load_a_page_at_once_and_a_third_does_not()
    {
        var bucket = new TokenBucket((await RenderedEdge.OfAsync("prod", "nica"))
            .MiddlewareOf(new EdgeRequest("app.example.com", "/"), "rateLimit")!);
        Assert.DoesNotContain(429, bucket.StatusesAt(TimeSpan.Zero, 2 * (FilesOfAPage + 1)));
        Assert.Contains(429, bucket.StatusesAt(TimeSpan.Zero, FilesOfAPage + 1));
    }

    [Theory]
    [InlineData("reference", "api.example.com", "/notes")]
    [InlineData("equivalence", "equivalence.example.com", "/evaluate")]
    [InlineData("car-api", "api.example.com", "/api/v1/cars/")]
    [InlineData("nica", "api.example.com", "/api/v1/plans")]
    [InlineData("nica", "app.example.com", "/api/v1/plans")]
    [InlineData("graphrag", "graphrag.example.com", "/api/trpc/ask")]
    public async Task The_21st_request_within_a_moment_to_an_API_is_refused(string application, string host, string path)
    {
        var limit = (await RenderedEdge.OfAsync("prod", application)).MiddlewareOf(new EdgeRequest(host, path), "rateLimit")!;
        var bucket = new TokenBucket(limit);
        Assert.DoesNotContain(429, bucket.StatusesAt(TimeSpan.Zero, 20));
        Assert.Equal(429, bucket.StatusAt(TimeSpan.FromMilliseconds(10)));
        // Ten a second come back.
        Assert.Equal([.. Enumerable.Repeat(200, 10), 429], bucket.StatusesAt(TimeSpan.FromSeconds(1), 11));
    }

    [Fact]
    public async Task A_burst_of_webhooks_is_let_through()
    {
        var limit = (await RenderedEdge.OfAsync("prod", "julia"))
            .MiddlewareOf(new EdgeRequest("julia.example.com", "/webhooks/slack"), "rateLimit")!;
        Assert.DoesNotContain(429, new TokenBucket(limit).StatusesAt(TimeSpan.Zero, 200));
    }

    [Fact]
    public async Task An_IPv6_client_is_its_network()
    {
        var plan = (await Previews.OfAsync("prod", "nica")).Plan;
        Assert.All(
            plan.OfKind("Middleware").Select(middleware => middleware.Inputs.At("spec.rateLimit")).Where(limit => limit is not null),
            limit => Assert.Equal(64, limit.Number("sourceCriterion.ipStrategy.ipv6Subnet")));
    }
}
