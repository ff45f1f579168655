using System.Text.Json.Nodes;
using Infra.Applications;
using Infra.Faults;
using Infra.Tests.Support;

namespace Infra.Tests.Pipelines;

/// <summary>The verb <c>pipeline</c>: what pipelines know of an application comes from its definition.</summary>
public sealed class PipelineVerbTests
{
    [Theory]
    [MemberData(nameof(Repository.DeploymentData), MemberType = typeof(Repository))]
    public async Task Every_image_of_every_application_is_built_or_published_by_others(string application, string stack)
    {
        var described = await DescribeAsync(stack, application);
        var definition = ApplicationCatalog.All.Single(known => known.Name == application);

        Assert.Equal((application, stack), ($"{described["application"]}", $"{described["environment"]}"));
        var names = Names(described, "images").Concat(Names(described, "publishedImages"));
        Assert.Equal(definition.ImageNames, names.Order(StringComparer.Ordinal));
        Assert.All(Names(described, "images"), name => Assert.Null(definition.ImageNamed(name).Published));
        Assert.NotEmpty(Names(described, "images"));
    }

    [Theory]
    [MemberData(nameof(Repository.DeploymentData), MemberType = typeof(Repository))]
    public async Task Every_public_service_is_asked_at_its_host_and_none_for_its_metrics(string application, string stack)
    {
        var services = (await DescribeAsync(stack, application))["health"]!.AsArray();
        var definition = ApplicationCatalog.All.Single(known => known.Name == application);
        var hosts = Previews.SettingsOf(stack, application).Edge.Hosts;

        Assert.Equal(
            definition.AllServices.Where(service => service.IsPublic).Select(service => (service.Name, $"https://{hosts[service.Name]}")),
            services.Select(service => ($"{service!["service"]}", $"{service["address"]}")));
        Assert.All(services, service => Assert.NotEqual("/metrics", service!["path"]?.ToString()));
    }

    [Theory]
    [InlineData("reference", "api /health")]
    [InlineData("equivalence", "web /health")]
    [InlineData("julia", "julia-api /health", "chatwoot /robots.txt")]
    [InlineData("car-api", "car-api /health_check")]
    [InlineData("nica", "nica-backend /healthcheck", "nica-frontend /")]
    [InlineData("graphrag", "graphrag /health")]
    public async Task Health_is_asked_where_the_definition_has_it(string application, params string[] expected)
    {
        var services = (await DescribeAsync("prod", application))["health"]!.AsArray();
        Assert.Equal(expected, services.Select(service => $"{service!["service"]} {service["path"]}"));
    }

    [Theory]
    [InlineData("reference", "smoke-test")]
    [InlineData("nica")]
    [InlineData("car-api")]
    public async Task Smoke_tests_are_the_jobs_that_ask_the_pods_of_a_release(string application, params string[] expected)
        => Assert.Equal(expected, (await DescribeAsync("prod", application))["smokeTests"]!.AsArray().Select(job => $"{job}"));

    [Fact]
    public async Task A_build_says_all_that_the_definition_says()
    {
        var frontend = (await DescribeAsync("dev", "nica"))["images"]!.AsArray().Single(image => $"{image!["name"]}" == "frontend")!;
        Assert.Equal(
            "{\"name\":\"frontend\",\"context\":\"frontend\",\"dockerfile\":\"Dockerfile\",\"target\":null,"
                + "\"arguments\":{\"NEXT_PUBLIC_API_URL\":\"\"},\"platform\":\"linux/amd64\"}",
            frontend.ToJsonString());
    }

    // An image of others is the one that the stack runs.
    [Fact]
    public async Task A_published_image_is_the_one_that_the_stack_names()
    {
        const string Release = "infra:release: { images: { rq-exporter: registry.example.com/rq-exporter:v9 } }";
        using var folder = await ProjectAsync($"  infra:application: equivalence\n  {Release}\n");
        var described = await DescribeAsync("prod", application: null, folder.Path);
        var published = Assert.Single(described["publishedImages"]!.AsArray())!;
        Assert.Equal("""{"name":"rq-exporter","reference":"registry.example.com/rq-exporter:v9"}""", published.ToJsonString());
    }

    // The canary runs an image that was built before, and is reached at the host of the service that it is a canary of.
    [Fact]
    public async Task A_canary_is_neither_built_nor_asked()
    {
        var image = $"registry.example.com/reference@{StackStandIn.NewDigest}";
        using var folder = await ProjectAsync($"  infra:release: {{ canary: {{ percent: 10, images: {{ reference: '{image}' }} }} }}\n");
        var described = await DescribeAsync("prod", application: null, folder.Path);
        Assert.Equal((await DescribeAsync("prod", "reference")).ToJsonString(), described.ToJsonString());
    }

    [Fact]
    public async Task A_stack_that_is_not_there_is_said_in_one_line()
    {
        var refusal = await Assert.ThrowsAsync<InputException>(() => DescribeAsync("nowhere", application: null));
        Assert.Contains("nowhere", Assert.Single(refusal.Messages), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(JsonNode described, string list)
        => described[list]!.AsArray().Select(image => $"{image!["name"]}");

    // The stack prod, with some lines more.
    private static async Task<ScratchFolder> ProjectAsync(string lines)
    {
        var folder = new ScratchFolder();
        File.Copy(Repository.PathOf("Pulumi.yaml"), folder.PathOf("Pulumi.yaml"));
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.TestStacks, "Pulumi.prod.yaml"));
        await File.WriteAllTextAsync(folder.PathOf("Pulumi.prod.yaml"), $"{text}\n{lines}");
        return folder;
    }

    private static async Task<JsonNode> DescribeAsync(string stack, string? application, string? folder = null)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        string[] arguments = application is null ? ["pipeline", stack] : ["pipeline", stack, "--application", application];
        Assert.Equal(0, await new CommandLine(output, error, folder ?? Repository.TestStacks).RunAsync(arguments));
        Assert.Equal("", error.ToString());
        return JsonNode.Parse(output.ToString())!;
    }
}
