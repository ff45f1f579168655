using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.Support;
using StackPreview.Comparison;
using StackPreview.Plans;

namespace Infra.Tests.Data;

/// <summary>
/// A live stack whose data services run elsewhere from now on, or in the cluster again: what bears the same name with both providers is
/// one object, as the cluster would take no second one; and jobs of the release run on the new server.
/// </summary>
public sealed class ProviderChangeTests
{
    public static TheoryData<string, string> Moves => new()
    {
        { "reference", "existing" },
        { "reference", "rds" },
        { "car-api", "existing" },
        { "equivalence", "rds" },
    };

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task No_name_is_taken_twice_on_the_way_there_and_back(string application, string provider)
    {
        var (inside, elsewhere) = (await PlanAsync(application), await PlanAsync(application, provider));
        Assert.All(
            [StackChange.Between(inside, elsewhere), StackChange.Between(elsewhere, inside)],
            change =>
            {
                Assert.Empty(TitlesOf(change, ChangeKind.Created).Intersect(TitlesOf(change, ChangeKind.Deleted)));
                Assert.Contains(change.Warnings, one => one.Text.Contains("whose data does not move by itself", StringComparison.Ordinal));
            });
        // Nor is one that an operator has made, and leaves behind.
        Assert.Empty(
            StackChange.Between(inside, elsewhere).Of(ChangeKind.Created).Select(change => change.Resource.ObjectName)
                .Intersect(inside.Objects.SelectMany(one => one.Creates).Select(made => made.Name)));
    }

    [Fact]
    public async Task What_is_generated_stays()
    {
        var change = StackChange.Between(await PlanAsync("reference"), await PlanAsync("reference", "rds"));
        Assert.DoesNotContain(change.Of(ChangeKind.Deleted), one => one.Title.Contains("owner-password", StringComparison.Ordinal));
        Assert.DoesNotContain(change.Of(ChangeKind.Created), one => one.Title.Contains("owner-password", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Migrations_run_on_the_new_server()
    {
        var plans = await Task.WhenAll(PlanAsync("reference"), PlanAsync("reference", "existing"), PlanAsync("reference", "elsewhere"));
        Assert.Equal(3, plans.Select(NameOfMigration).Distinct().Count());

        static string NameOfMigration(Plan plan)
            => plan.OfKind("Job").Select(job => job.ObjectName!).Single(name => name.StartsWith("migrate-", StringComparison.Ordinal));
    }

    private static HashSet<string> TitlesOf(PlanComparison change, ChangeKind kind)
        => [.. change.Of(kind).Where(one => one.Resource.IsObject).Select(one => one.Resource.Title)];

    private static async Task<Plan> PlanAsync(string application, string? provider = null)
    {
        if (provider == "rds")
            return (await RdsStack.OfAsync("stage", application)).Plan;
        if (provider is null)
            return await StackChange.PlanAsync("stage", application);
        var host = provider == "existing" ? "db" : "other";
        string[] lines =
        [
            Line("postgres", $"{host}.example.net", "username: app, database: app"),
            Line("redis", "cache.example.net"),
            Line("qdrant", "vectors.example.net"),
            Line("mysql", "sql.example.net"),
        ];
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.TestStacks, "Pulumi.stage.yaml"));
        var settings = Previews.Parse("stage", $"{text}\n  {string.Join("\n  ", lines)}\n", application: application);
        return (await Preview.RunAsync(settings, "stage", Catalog.Default)).Plan;

        static string Line(string service, string host, string more = "authority: supplied")
            => $"infra:{service}: {{provider: existing, existing: {{host: {host}, addresses: [203.0.113.10/32], {more}}}}}";
    }
}
