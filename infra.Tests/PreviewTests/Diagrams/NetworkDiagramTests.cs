using System.Text.Json.Nodes;
using StackPreview.Diagrams;
using Infra.Tests.Support;

namespace Infra.Tests.PreviewTests.Diagrams;

/// <summary>Who reaches whom, as it is drawn.</summary>
public sealed class NetworkDiagramTests
{
    [Fact]
    public async Task The_default_application_is_drawn_from_its_host_to_its_data()
    {
        var drawn = await DrawnStack.OfAsync("prod");
        Assert.Equal(
            [
                "Host api.example.com",
                "Service api",
                "Worker worker",
                "ReleaseJob migrate",
                "ReleaseJob smoke-test",
                "DataService postgres",
                "DataService redis",
                "DataService qdrant",
                "ObjectStorage object storage",
                "Outside internet",
            ],
            drawn.Nodes);
        Assert.Equal(["api:8000"], drawn.ReachedFrom("api.example.com"));
        Assert.Equal(["postgres:5432", "redis:6379", "qdrant:6333,6334", "internet:443"], drawn.ReachedFrom("api"));
        Assert.Equal(["postgres:5432"], drawn.ReachedFrom("migrate"));
        Assert.Equal(["api:8000"], drawn.ReachedFrom("smoke-test"));
        Assert.Equal(["object storage:443"], drawn.ReachedFrom("postgres"));
        Assert.Equal(["object storage:443"], drawn.ReachedFrom("redis"));
        Assert.Equal((4, 3), (drawn.Diagram.WorkloadCount, drawn.Diagram.DataServiceCount));
    }

    [Fact]
    public async Task Neither_an_application_nor_a_companion_reaches_the_data_services_of_the_other()
    {
        var drawn = await DrawnStack.OfAsync("prod", "julia");
        Assert.Equal(["julia-api:8000", "chatwoot:3000", "internet:443"], drawn.ReachedFrom("evolution-api"));
        Assert.Equal(["redis:6379", "evolution-api:8080", "chatwoot:3000", "internet:443"], drawn.ReachedFrom("julia-api"));
        Assert.Equal(
            ["julia-api:8000", "evolution-api:8080", "chatwoot-postgres:5432", "chatwoot-redis:6379", "internet:443"],
            drawn.ReachedFrom("chatwoot"));
        Assert.Equal(
            [
                "Service chatwoot/chatwoot",
                "Worker chatwoot/chatwoot-sidekiq",
                "ReleaseJob chatwoot/chatwoot-prepare",
                "DataService chatwoot/chatwoot-postgres",
                "DataService chatwoot/chatwoot-redis",
            ],
            drawn.Nodes.Where(node => node.Contains("chatwoot/")));
        Assert.Contains("Singleton evolution/evolution-api", drawn.Nodes);
        Assert.Contains("Singleton julia-scheduler", drawn.Nodes);
    }

    [Fact]
    public async Task A_cluster_of_MySQL_is_one_node_and_jobs_of_a_release_that_reach_the_same_are_one()
    {
        var drawn = await DrawnStack.OfAsync("prod", "graphrag");
        var mysql = Assert.Single(drawn.Diagram.Nodes, node => node.Names.Contains("mysql"));
        Assert.Equal("MySQL, 3 instances", mysql.Engine);
        Assert.DoesNotContain(drawn.Nodes, node => node.Contains("mysql-"));
        Assert.Equal(["mysql:3306"], drawn.ReachedFrom("migrate+verify-tables"));
        Assert.Equal(["object storage:443"], drawn.ReachedFrom("mysql"));
        Assert.Equal(5, drawn.Diagram.WorkloadCount);
    }

    [Fact]
    public async Task A_dump_of_MySQL_in_dev_belongs_to_the_server()
    {
        var drawn = await DrawnStack.OfAsync("dev", "graphrag");
        Assert.Equal("MySQL", Assert.Single(drawn.Diagram.Nodes, node => node.Names.Contains("mysql")).Engine);
        Assert.Equal(["object storage:443"], drawn.ReachedFrom("mysql"));
        Assert.DoesNotContain(drawn.Nodes, node => node.StartsWith("ScheduledJob", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_canary_both_versions_are_reached_from_the_host_and_jobs_are_told_apart()
    {
        var drawn = await DrawnStack.OfAsync("prod", Showcase.Name);
        Assert.Equal(["web:8000", "web-canary:8000"], drawn.ReachedFrom("web.example.com"));
        Assert.Contains("ScheduledJob report", drawn.Nodes);
        Assert.Contains("OnDemandJob export", drawn.Nodes);
        Assert.Equal(["redis:6380", "internet:443,587"], drawn.ReachedFrom("postman"));
        Assert.Contains("desk:3000", drawn.ReachedFrom("web"));
    }

    [Theory]
    [InlineData("worker", "egress", "internet:443")]
    [InlineData("redis-clients", "egress", "redis:6379")]
    [InlineData("qdrant-server", "ingress", "qdrant:6333,6334")]
    public async Task What_no_policy_opens_is_not_drawn(string policy, string direction, string path)
    {
        var preview = await Previews.OfAsync("prod");
        Assert.Contains(path, DrawnStack.Of(preview).ReachedFrom("worker"));
        Assert.DoesNotContain(
            path,
            DrawnStack
                .Of(preview, preview.Plan.With($"NetworkPolicy {policy}", $"spec.{direction}", new JsonArray()))
                .ReachedFrom("worker"));
    }

    [Fact]
    public async Task A_host_whose_requests_no_policy_lets_in_is_not_drawn()
    {
        var preview = await Previews.OfAsync("prod");
        Assert.DoesNotContain(
            "Host api.example.com",
            DrawnStack.Of(preview, preview.Plan.With("NetworkPolicy api", "spec.ingress", new JsonArray())).Nodes);
    }

    [Fact]
    public async Task Without_a_policy_that_denies_the_rest_everything_is_drawn_as_reaching_anywhere()
    {
        var preview = await Previews.OfAsync("prod");
        var plan = preview.Plan.OfKind("NetworkPolicy").ToList().Aggregate(preview.Plan, (plan, policy) => plan.Without(policy));
        Assert.Equal(["anywhere:"], DrawnStack.Of(preview, plan).ReachedFrom("worker"));
    }

    [Fact]
    public async Task Addresses_and_namespaces_that_a_policy_opens_are_drawn_by_name()
    {
        var preview = await Previews.OfAsync("prod");
        var rules = JsonNode.Parse("""
            [
              {"to": [{"ipBlock": {"cidr": "10.1.0.0/16"}}], "ports": [{"port": 5432}]},
              {
                "to": [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "mail"}}}],
                "ports": [{"port": 25}, {"port": 53}]
              }
            ]
            """);
        var drawn = DrawnStack.Of(preview, preview.Plan.With("NetworkPolicy worker", "spec.egress", rules));
        Assert.Equal(
            ["10.1.0.0/16:5432", "namespace mail:25"],
            drawn.ReachedFrom("worker").Except(["postgres:5432", "redis:6379", "qdrant:6333,6334"]));
    }

    [Theory]
    [MemberData(nameof(Repository.DeploymentData), MemberType = typeof(Repository))]
    public async Task Every_application_is_drawn_whole_and_the_same_each_time(string application, string stack)
    {
        var preview = await Previews.OfAsync(stack, application);
        var (once, again) = (DrawnStack.Of(preview).Diagram, DrawnStack.Of(preview).Diagram);
        Assert.Equal(MermaidWriter.Write(once), MermaidWriter.Write(again));
        Assert.Equal("", ReadableDiagram.FormsOf(once).First().LeftOut);
        Assert.All(preview.Settings.Application.AllLongRunning, workload =>
            Assert.Single(once.Nodes, node => node.IsWorkload && node.Names.Contains(workload.Name)));
        Assert.DoesNotContain(once.Edges, edge => edge.Ports.Contains(53) || edge.Ports.Contains(9187) || edge.Ports.Contains(6443));
    }
}
