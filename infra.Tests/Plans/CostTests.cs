using System.Text.Json.Nodes;
using Infra.Costs;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.SettingsTests;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Rendering;

namespace Infra.Tests.Plans;

/// <summary>What a month costs, by the prices that the stack file names.</summary>
public sealed class CostTests
{
    private const string SaoPaulo = "infra:costs: {region: aws/sa-east-1}";

    [Fact]
    public async Task Requests_and_volumes_are_summed()
    {
        var rows = await RowsAsync("prod", SaoPaulo);
        // 3 × (1 core × 0.0545 × 730 h + 4 GiB × 0.0055 × 730 h + (50 + 10) GiB × 0.152).
        Assert.Equal(("3 × 1 CPU, 4 GiB, 60 GiB of volumes", "194.90"), rows["Cluster postgres"]);
        // Scaled by load, it costs what its fewest replicas do: 3 × (0.1 × 0.0545 × 730 + 0.25 × 0.0055 × 730).
        Assert.Equal(("3 × 0.1 CPU, 0.25 GiB", "14.95"), rows["Deployment api"]);
        var sum = rows.Where(row => row.Key != "in all").Sum(row => decimal.Parse(row.Value.Usd));
        Assert.InRange(decimal.Parse(rows["in all"].Usd), sum - 0.05m, sum + 0.05m);
        Assert.EndsWith("; prices of 2026-08-13 or later", rows["in all"].Amount, StringComparison.Ordinal);
        Assert.DoesNotContain(rows.Keys, title => title.StartsWith("Job", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_prices_there_is_no_estimate()
    {
        var preview = await PreviewAsync("prod", "infra:costs: {}");
        Assert.Empty(Assert.Single(preview.Report().Sections, section => section.Name == "costs").Rows);
        Assert.DoesNotContain("What a month costs", TextOf(preview.Report()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_no_price_is_said_to_be_unknown()
    {
        var rows = await RowsAsync("prod", "infra:costs: {region: aws/eu-west-1}");
        // Of nodes there is none in the table; volumes are 3 × 60 GiB × 0.088.
        Assert.Equal("15.84 and more", rows["Cluster postgres"].Usd);
        Assert.Equal("0.00 and more", rows["Deployment api"].Usd);
        Assert.EndsWith("; unknown: CPU, memory", rows["in all"].Amount, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_file_may_name_prices_itself()
    {
        var rows = await RowsAsync("prod", "infra:costs: {region: aws/eu-west-1, cpu: 0.01, memory: 0, volume: 1}");
        // 3 × (1 × 0.01 × 730 + 60 × 1).
        Assert.Equal("201.90", rows["Cluster postgres"].Usd);
    }

    [Fact]
    public async Task A_change_says_what_it_costs()
    {
        var before = await StackChange.PlanAsync("prod");
        var preview = await PreviewAsync("prod", SaoPaulo + "\n  infra:postgres: {instances: 2}");
        var report = preview.Report(StackChange.Between(before, preview.Plan));
        var section = Assert.Single(report.Sections, one => one.Name == "costs");
        Assert.Equal(
            ["Cluster postgres", "2 × 1 CPU, 4 GiB, 60 GiB of volumes", "129.93", "194.90"],
            Assert.Single(section.Rows, row => row[0] == "Cluster postgres").AsEnumerable());
        Assert.Equal("about 222.52 USD a month, 287.49 before", section.Summary);
    }

    [Fact]
    public async Task What_goes_is_a_row_of_its_own()
    {
        var before = await StackChange.PlanAsync("prod");
        var preview = await PreviewAsync(
            "prod",
            SaoPaulo + "\n  infra:redis: {provider: existing, existing: {host: cache.example.net, addresses: [203.0.113.8/32]}}");
        var section = Assert.Single(
            preview.Report(StackChange.Between(before, preview.Plan)).Sections,
            one => one.Name == "costs");
        Assert.Equal(
            ["StatefulSet redis", "removed", "0.00", "16.53"],
            Assert.Single(section.Rows, row => row[0] == "StatefulSet redis").AsEnumerable());
    }

    [Fact]
    public async Task Managed_services_of_AWS_have_their_list_prices()
    {
        var rows = await ManagedRowsAsync("aws/sa-east-1", RdsStack.Postgres);
        // 730 h × 0.442 + 50 GiB × 0.438, both with the standby.
        Assert.Equal(("db.m7g.large in two zones, 50 GiB in two zones", "344.56"), rows["Instance postgres"]);
        // 2 × 730 h × 0.18.
        Assert.Equal(("2 × cache.m7g.large", "262.80"), rows["ReplicationGroup redis"]);
        Assert.Equal(("a key", "1.00"), rows["Key postgres-key"]);
        Assert.EndsWith("; prices of 2026-08-13 or later", rows["in all"].Amount, StringComparison.Ordinal);
        // Of alarms the table knows no price in São Paulo.
        Assert.Equal(("11 alarms (unknown)", "0.00 and more"), rows["Alarms of CloudWatch"]);
        Assert.EndsWith(" and more", rows["in all"].Usd, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_standby_without_a_price_of_its_own_costs_what_a_second_one_does_and_what_is_not_known_is_said()
    {
        const string Larger = """{ "provider": "rds", "rds": { "instanceClass": "db.r6g.large" } }""";
        var rows = await ManagedRowsAsync("aws/us-east-1", Larger);
        // 730 h × 2 × 0.225 + 50 GiB × 0.23.
        Assert.Equal("340.00", rows["Instance postgres"].Usd);
        Assert.Equal(("11 alarms", "1.10"), rows["Alarms of CloudWatch"]);
        const string Other = """{ "provider": "rds", "rds": { "instanceClass": "db.x2g.large" } }""";
        rows = await ManagedRowsAsync("aws/us-east-1", Other);
        Assert.Equal(
            ("db.x2g.large in two zones (unknown), 50 GiB in two zones", "11.50 and more"),
            rows["Instance postgres"]);
    }

    [Fact]
    public async Task Managed_services_of_Azure_are_summed_where_their_prices_are_known()
    {
        var rows = await AzureRowsAsync("eastus");
        // 2 × (0.178 × 730 h + 64 GiB × 0.115), as a standby costs as much.
        Assert.Equal(("2 × Standard_D2ds_v5, 64 GiB of storage", "274.60"), rows["Server postgres"]);
        // 2 × 0.065 × 730 h.
        Assert.Equal(("2 × Balanced_B3", "94.90"), rows["RedisEnterprise redis"]);
        Assert.EndsWith("; prices of 2026-05-03 or later; unknown: volumes", rows["in all"].Amount, StringComparison.Ordinal);
        // What these are in, or what is in them, costs nothing by itself.
        Assert.DoesNotContain(rows.Keys, title => title.StartsWith("ResourceGroup", StringComparison.Ordinal));
        Assert.DoesNotContain(rows.Keys, title => title.StartsWith("Database", StringComparison.Ordinal));
        var elsewhere = await AzureRowsAsync("westeurope");
        Assert.Equal(("a managed service: no price in the table", "0.00 and more"), elsewhere["Server postgres"]);
    }

    [Fact]
    public void Every_price_of_Azure_says_where_it_is_from_and_since_when_once()
    {
        Assert.All(AzurePrices.All, one =>
        {
            Assert.True(one.Price.Usd > 0);
            Assert.NotEmpty(one.Price.Source);
            Assert.InRange(one.Price.Date!.Value, new DateOnly(2025, 1, 1), new DateOnly(2026, 12, 31));
        });
        Assert.Equal(
            AzurePrices.All.Length,
            AzurePrices.All.Select(one => (one.Service, one.Item, one.Region)).Distinct().Count());
    }

    [Fact]
    public async Task JSON_has_it()
    {
        await using var text = new StringWriter();
        Reports.Write((await PreviewAsync("prod", SaoPaulo)).Report(), ReportFormat.Json, text);
        var row = JsonNode.Parse(text.ToString())!["costs"]!.AsArray().Single(one => one.Text("name") == "Cluster postgres")!;
        Assert.Equal("194.90", row.Text("usd"));
    }

    [Fact]
    public void Every_price_says_where_it_is_from_and_since_when()
        => Assert.All(
            RegionPrices.All.SelectMany(region => new[] { region.Cpu, region.Memory, region.Volume }).OfType<UnitPrice>(),
            price =>
            {
                Assert.True(price.Usd > 0);
                Assert.NotEmpty(price.Source);
                Assert.InRange(price.Date!.Value, new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));
            });

    [Fact]
    public void Every_price_of_a_managed_service_says_so_too_and_is_there_once()
    {
        Assert.All(AwsPrices.All, price =>
        {
            Assert.True(price.Price.Usd > 0);
            Assert.NotEmpty(price.Price.Source);
            Assert.InRange(price.Price.Date!.Value, new DateOnly(2023, 1, 1), new DateOnly(2026, 12, 31));
            Assert.Contains(RegionPrices.All, region => region.Region == price.Region);
        });
        Assert.Equal(AwsPrices.All.Length, AwsPrices.All.DistinctBy(price => (price.Region, price.Service, price.Item)).Count());
    }

    [Theory]
    [InlineData("{region: aws/mars-1}", "infra:costs.region")]
    [InlineData("{cpu: -1}", "infra:costs.cpu is -1; it takes a price such as 0.04")]
    [InlineData("{memory: 1e3}", "infra:costs.memory")]
    public async Task What_is_no_price_is_refused(string costs, string refusal)
        => Assert.Contains(
            refusal,
            await Project.RefusalOfAsync(StackText.Of($"infra:costs: {costs}"), "prod"),
            StringComparison.Ordinal);

    private static async Task<Dictionary<string, (string Amount, string Usd)>> RowsAsync(string stack, string setting)
    {
        var section = Assert.Single((await PreviewAsync(stack, setting)).Report().Sections, one => one.Name == "costs");
        return section.Rows.ToDictionary(row => row[0], row => (row[1], row[2]));
    }

    private static async Task<Preview> PreviewAsync(string stack, string setting)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.TestStacks, $"Pulumi.{stack}.yaml"));
        return await Preview.RunAsync(Previews.Parse(stack, $"{text}\n  {setting}\n"), stack, Catalog.Default);
    }

    private static string TextOf(Report report)
    {
        using var text = new StringWriter();
        Reports.Write(report, ReportFormat.Text, text);
        return text.ToString();
    }

    private static async Task<Dictionary<string, (string Amount, string Usd)>> ManagedRowsAsync(string region, string postgres)
    {
        var settings = AwsStack.SettingsOf(
            "prod",
            application: null,
            ("postgres", postgres),
            ("costs", $$"""{ "region": "{{region}}" }"""));
        var section = Assert.Single((await RdsStack.PreviewAsync(settings)).Report().Sections, one => one.Name == "costs");
        return section.Rows.ToDictionary(row => row[0], row => (row[1], row[2]));
    }

    private static async Task<Dictionary<string, (string Amount, string Usd)>> AzureRowsAsync(string location)
    {
        var settings = AzureStack.SettingsOf(
            "prod",
            application: null,
            ("azure", AzureStack.Azure.Replace("westeurope", location, StringComparison.Ordinal)),
            ("costs", $$"""{ "region": "azure/{{location}}" }"""));
        var section = Assert.Single((await AzureStack.PreviewAsync(settings)).Report().Sections, one => one.Name == "costs");
        return section.Rows.ToDictionary(row => row[0], row => (row[1], row[2]));
    }
}
