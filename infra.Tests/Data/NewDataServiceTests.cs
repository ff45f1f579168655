using Infra.Applications.Model;
using Infra.Data;
using Infra.Faults;
using Infra.Observability;
using Infra.Reporting;
using Infra.Settings;
using Infra.Tests.Data.Shelf;
using Infra.Tests.Support;
using StackPreview.Comparison;
using StackPreview.Diagrams;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data;

/// <summary>A data service is its folder and one row: all else asks the catalog. Here both are a test's.</summary>
public sealed class NewDataServiceTests
{
    private static readonly Catalog Known = Catalog.Default with
    {
        Applications = [Application()],
        DataServices = [.. DataServices.All, new ShelfService()],
    };

    [Fact]
    public void It_has_settings()
    {
        Assert.Equal(1, SettingsOf("dev").OwnData.Find<ShelfSettings>()!.Boards);
        Assert.Equal(5, SettingsOf("prod").OwnData.Find<ShelfSettings>()!.Boards);
        Assert.Equal(7, SettingsOf("prod", """{ "boards": 7 }""").OwnData.Find<ShelfSettings>()!.Boards);
        Assert.Equal("shelf-system", SettingsOf("dev").Cluster.Namespaces["shelfOperator"]);
    }

    [Theory]
    [InlineData(
        """{ "boards": 100 }""",
        "infra:shelf.boards is 100; it takes a whole number from 1 to 99. Use 99 or less, or remove the line."
    )]
    [InlineData("""{ "bords": 7 }""", "infra:shelf.bords is set; there is no such setting. Use infra:shelf.boards, or remove it.")]
    [InlineData(
        """{ "provider": "cloud" }""",
        "infra:shelf.provider is \"cloud\"; it takes one of cluster. Use one of these, or remove the line."
    )]
    [InlineData(
        """{ "enabled": false }""",
        "infra:shelf.enabled is false; application library needs Shelf. Remove the line, or deploy another application.")]
    public void What_is_wrong_with_its_settings_is_said(string settings, string fault)
        => Assert.EndsWith(fault, Assert.Single(Assert.Throws<InputException>(() => SettingsOf("dev", settings)).Messages));

    [Fact]
    public void It_is_in_the_schema_and_in_the_table()
    {
        var schema = SettingsSchema.Of(Known.Settings);
        Assert.NotNull(schema.At("properties.config.properties")!["infra:shelf"]!["properties"]!["boards"]);
        var table = SettingsTable.Markdown(Known.Settings);
        Assert.Contains("| `infra:shelf.boards` | 1 in dev, 5 in stage, 5 in prod | Number of boards. |", table);
        Assert.Contains("| `infra:cluster.namespaces.shelfOperator` | shelf-system | Namespace of the operator of shelves. |", table);
    }

    [Fact]
    public async Task Its_variable_gets_the_connection()
    {
        var plan = await PlanAsync("dev");
        Assert.Equal(PlannedResource.Masked, plan.Find("Secret library-worker-secrets").Inputs.Text("stringData.SHELF_URL"));
        Assert.Contains(plan.Find("StatefulSet shelf").Urn, plan.Find("Deployment worker").Dependencies);
    }

    [Fact]
    public void Its_variable_is_held_to_its_rules_and_its_names_are_reserved()
    {
        Assert.EndsWith(
            "worker.Variables is URL; variables of a shelf begin with SHELF_. Rename it.",
            FaultOf(Application(new ShelfVariable("URL"))));
        Assert.EndsWith(
            "name of a workload is \"shelf-server\"; the program itself declares something of this name. Rename it.",
            FaultOf(Application(new ShelfVariable("SHELF_URL"), worker: "shelf-server")));
        Assert.EndsWith(
            "worker.Variables is SHELF_URL; it is a part of a Shelf connection, and the application does not need Shelf. "
                + "Add Shelf to its needs.",
            FaultOf(Application() with { Needs = [] }));
    }

    [Fact]
    public async Task It_is_scraped_watched_and_drawn()
    {
        var settings = SettingsOf("prod");
        var plan = await PlanAsync("prod");
        Assert.NotNull(plan.Find("PodMonitor shelf"));
        var alerts = from rule in plan.OfKind(MonitoringKinds.PrometheusRule)
                     from ruleGroup in rule.Inputs.Items("spec.groups")
                     from alert in ruleGroup.Items("rules")
                     select alert.Text("alert");
        Assert.Contains("ShelfDown", alerts);
        var diagram = DiagramBuilder.Build(plan, new PlatformDiagram(settings, Known.DataServices));
        Assert.Contains(diagram.Nodes, node => node.Kind == NodeKind.DataService && node.Names.Contains("shelf"));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("stage")]
    [InlineData("prod")]
    public async Task Every_check_holds(string environment)
        => Assert.Empty(
            (await PreviewAsync(environment)).Checks.SelectMany(check =>
                check.Findings.Select(finding => $"{check.Check.Id}: {finding.Text}")));

    [Fact]
    public async Task It_is_held_to_a_check_of_its_own()
    {
        var failed = Assert.Single((await PreviewAsync("dev", """{ "boards": 99 }""")).Checks, check => !check.IsPassed);
        Assert.Equal("backup-policy", failed.Check.Id);
        Assert.EndsWith("nobody can back up 99 boards. Use fewer boards.", Assert.Single(failed.Findings).Text);
    }

    [Fact]
    public async Task A_change_that_it_must_not_have_is_refused()
    {
        var before = await PlanAsync("prod", """{ "boards": 9 }""");
        var after = await PlanAsync("prod", """{ "boards": 2 }""");
        var refused = Assert.Single(PlanComparer.Compare(before, after, Known.ChangeRules).Refused);
        Assert.Equal("it would have fewer boards", refused.Problem);
        Assert.True(PlanComparer.Compare(after, before, Known.ChangeRules).IsPassed);
    }

    [Fact]
    public async Task Its_outputs_are_on_the_record_that_its_row_returns()
    {
        var settings = SettingsOf("dev");
        DataServiceOutputs? outputs = null;
        await PlacedStack.RunAsync(settings, placement => outputs = new ShelfService().Declare(
            settings.OwnData.Services.Single(service => service.Service == ShelfService.ServiceName),
            settings.Application,
            settings,
            placement,
            host: null,
            CloudAccounts.None,
            storage: null,
            new Pulumi.ComponentResourceOptions()).Outputs);
        var url = Assert.IsType<ShelfOutputs>(outputs).Url;
        Assert.True(await Pulumi.Output.IsSecretAsync(url));
        Assert.EndsWith("@shelf.library-dev.svc:7000", await Pulumi.Utilities.OutputUtilities.GetValueAsync(url));
    }

    [Fact]
    public void Nothing_of_the_program_names_it()
        => Assert.All(
            Directory.EnumerateFiles(Repository.PathOf("infra"), "*.cs", SearchOption.AllDirectories),
            file => Assert.DoesNotContain("shelf", File.ReadAllText(file), StringComparison.OrdinalIgnoreCase));

    private static string FaultOf(ApplicationDefinition application)
        => Assert.Single(
            Assert.Throws<InputException>(
                () => CustomStack.SettingsOf(Known with { Applications = [application] }, "dev")).Messages);

    private static StackSettings SettingsOf(string environment, string? shelf = null)
        => CustomStack.SettingsOf(Known, environment, [.. shelf is null ? [] : new[] { ("shelf", shelf) }]);

    private static Task<Preview> PreviewAsync(string environment, string? shelf = null)
        => Preview.RunAsync(SettingsOf(environment, shelf), environment, Known);

    private static async Task<Plan> PlanAsync(string environment, string? shelf = null) => (await PreviewAsync(environment, shelf)).Plan;

    private static ApplicationDefinition Application(Variable? variable = null, string worker = "worker") => new()
    {
        Name = "library",
        Needs = [new ShelfNeed()],
        Workers =
        [
            new WorkerDefinition
            {
                Name = worker,
                Image = "library",
                Variables = [variable ?? new ShelfVariable("SHELF_URL")],
                Health = new HealthProbes
                {
                    Port = 8080,
                    Liveness = HealthProbe.Http("/live"),
                    Readiness = HealthProbe.Http("/ready"),
                },
            },
        ],
    };
}
