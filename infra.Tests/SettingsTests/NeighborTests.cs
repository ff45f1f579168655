using Infra.Faults;
using Infra.Settings.Reading;
using StackPreview.Comparison;
using StackPreview.Plans;

namespace Infra.Tests.SettingsTests;

/// <summary>Two stacks of one project, which must not hurt each other.</summary>
public sealed class NeighborTests
{
    private const string Dev = "infra:environment: dev";
    private const string Hosts = "infra:edge: {hosts: {api: api.example.com}}";

    [Theory]
    [InlineData("dev-a", "dev-b", "reference-dev-a --stack dev-a")]
    [InlineData("dev", "dev-b", "reference-dev-b --stack dev-b")]
    [InlineData("dev-b", "dev", "reference-dev-b --stack dev-b")]
    [InlineData("reference-eu", "dev", "reference-eu --stack reference-eu")]
    [InlineData("Dev_2", "dev", "<name> --stack Dev_2")]
    public async Task Two_stacks_with_one_namespace_in_one_cluster_are_a_fault_that_names_both(string stack, string other, string fix)
        => Assert.Equal(
            $"Pulumi.{stack}.yaml: infra:namespace is \"reference-dev\"; Pulumi.{other}.yaml deploys to it, too, in the same cluster. "
                + $"Set another in the one that is not deployed yet: pulumi config set namespace {fix}.",
            await RefusalAsync((stack, [Dev, To("a")]), (other, [Dev, To("b")])));

    [Fact]
    public async Task A_copied_stack_file_is_both_faults_and_each_file_says_so()
    {
        using var project = ProjectOf(("dev-a", [Dev, To("a")]), ("dev-b", [Dev, To("a")]));
        Assert.Equal(
            string.Join(
                '\n',
                "Pulumi.dev-b.yaml: infra:namespace is \"reference-dev\"; Pulumi.dev-a.yaml deploys to it, too, in the same cluster. "
                    + "Set another in the one that is not deployed yet: pulumi config set namespace reference-dev-b --stack dev-b.",
                "Pulumi.dev-b.yaml: infra:objectStorage.destination is \"s3://backups/a\"; Pulumi.dev-a.yaml sends the backups of "
                    + "postgres, redis, qdrant to it, too. Set another in the one that is not deployed yet: "
                    + "pulumi config set --path 'infra:objectStorage.destination' s3://backups/a/dev-b --stack dev-b."),
            await project.RefusalAsync("dev-b"));
        Assert.Contains("Pulumi.dev-b.yaml deploys to it", await project.RefusalAsync("dev-a"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3://backups/a", "s3://backups/a/")]
    [InlineData("s3://backups", "s3://BACKUPS")]
    public async Task Two_ways_to_write_a_path_are_one_path(string path, string other)
        => Assert.Contains(
            "Pulumi.stage.yaml sends the backups of postgres to it, too",
            await RefusalAsync(
                ("dev", [$"infra:objectStorage: {{destination: '{path}'}}"]),
                ("stage", [$"infra:objectStorage: {{destination: '{other}'}}"])),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_default_of_the_project_is_one_path_for_all_stacks()
    {
        using var project = new Project("name: infra\nconfig:\n  objectStorage: {value: {destination: 's3://backups'}}\n")
            .With("dev", StackText.Only(Hosts))
            .With("prod", StackText.Only(Hosts));
        Assert.Equal(
            "Pulumi.yaml: infra:objectStorage.destination is \"s3://backups\"; Pulumi.prod.yaml sends the backups of postgres to it, too. "
                + "Set another in the one that is not deployed yet: "
                + "pulumi config set --path 'infra:objectStorage.destination' s3://backups/dev --stack dev.",
            await project.RefusalAsync("dev"));
    }

    [Theory]
    [InlineData("another namespace", "infra:namespace: reference-dev-b")]
    [InlineData("another cluster", "infra:cluster: {context: b}")]
    [InlineData("another application", "infra:application: car-api")]
    [InlineData("another environment", "infra:environment: prod")]
    [InlineData("a file that cannot be used", "infra:redis: {memory: lots}")]
    public void Stacks_that_differ_are_accepted(string reason, string entry)
    {
        _ = reason;
        string[] entries = entry.StartsWith(Dev[..^3], StringComparison.Ordinal) ? [entry, To("b")] : [Dev, entry, To("b")];
        using var project = ProjectOf(("dev-a", [Dev, To("a")]), ("dev-b", entries));
        Assert.Equal("reference-dev", project.Load("dev-a").Namespace);
    }

    [Theory]
    [InlineData("another store", "infra:objectStorage: {destination: 's3://backups', endpoint: 'https://s3.example.com'}")]
    [InlineData("a longer path", "infra:objectStorage: {destination: 's3://backups/stage'}")]
    public void Paths_that_differ_are_accepted(string reason, string entry)
    {
        _ = reason;
        using var project = ProjectOf(("dev", ["infra:objectStorage: {destination: 's3://backups'}"]), ("stage", [entry]));
        Assert.Equal("s3://backups", project.Load("dev").ObjectStorage!.Destination.OriginalString);
    }

    [Theory]
    [InlineData("infra:postgres: {archive: shop}", "infra:postgres: {archive: shop}", "shop")]
    [InlineData("infra:postgres: {archive: postgres}", "infra:namespace: other", "postgres")]
    public async Task Two_stacks_with_one_archive_are_a_fault(string first, string second, string archive)
        => Assert.Contains(
            $"Pulumi.stage.yaml sends the backups of {archive} to it, too",
            await RefusalAsync(("dev", [To("a"), first]), ("stage", [To("a"), second])),
            StringComparison.Ordinal);

    [Fact]
    public void Two_archives_at_one_destination_are_accepted()
    {
        using var project = ProjectOf(
            ("dev", [To("a"), "infra:postgres: {archive: shop}"]),
            ("stage", [To("a"), "infra:postgres: {archive: other}"]));
        Assert.Equal("shop", project.Load("dev").OwnData.Services.Single(service => service.Name == "postgres").Settings.Archive);
    }

    [Fact]
    public void An_application_that_is_only_looked_at_hurts_nobody()
    {
        using var project = ProjectOf(("dev", [To("a")]), ("car-api-dev", [Dev, "infra:application: car-api", To("a")]));
        var settings = Catalog.Default.Settings.Load(project.Read("dev"), requireAll: false, "car-api");
        Assert.Equal("car-api-dev", settings.Namespace);
    }

    [Fact]
    public void Under_the_engine_the_other_files_count_too()
    {
        using var project = ProjectOf(("dev-a", [Dev, To("a")]), ("dev-b", [Dev, To("b")]));
        var handedOver = new StackConfiguration(StackReading.ProjectName, "dev-a", project.Read("dev-a").Values)
        {
            ProjectFolder = project.Folder,
        };
        var refusal = Assert.Throws<InputException>(() => Catalog.Default.Settings.Load(handedOver, requireAll: false));
        Assert.Contains("Pulumi.dev-b.yaml deploys to it", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shop")]
    [InlineData("a23456789-123456789-123456789-123456789-123456789-123456789-123")]
    public async Task Everything_is_in_the_namespace_that_the_stack_file_names(string name)
    {
        var settings = Project.LoadText("dev", StackText.Of($"infra:namespace: {name}"));
        var plan = await Infra.Preview.PlanAsync(settings, "dev", Catalog.Default);
        var before = await Infra.Preview.PlanAsync(Project.LoadText("dev", StackText.Of()), "dev", Catalog.Default);

        Assert.Equal(name, plan.Namespace);
        Assert.DoesNotContain(plan.Resources, IsInDefault);
        Assert.Contains(before.Resources, IsInDefault);
        Assert.True((await Infra.Preview.RunAsync(settings, "dev", Catalog.Default)).IsPassed);

        static bool IsInDefault(PlannedResource resource)
            => resource.Inputs.ToJsonString().Contains("reference-dev", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deployed_stack_that_would_move_is_refused()
    {
        var before = await PlanOfAsync("");
        var after = await PlanOfAsync("infra:namespace: elsewhere");
        var changes = PlanComparer.Compare(before, after, Catalog.Default.ChangeRules);
        Assert.False(changes.IsPassed);
        Assert.Contains(changes.Refused, finding => finding.Title.StartsWith("Cluster postgres", StringComparison.Ordinal));

        static Task<Plan> PlanOfAsync(string entry)
            => Infra.Preview.PlanAsync(Project.LoadText("prod", StackText.Of(entry.Length > 0 ? [entry] : [])), "prod", Catalog.Default);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("kube-system")]
    [InlineData("monitoring")]
    [InlineData("cnpg-system")]
    public async Task A_namespace_of_the_cluster_is_refused(string name)
        => Assert.Equal(
            $"Pulumi.dev.yaml: infra:namespace is \"{name}\"; a stack has a namespace of its own, which the cluster and what is installed "
                + "in it do not use. Use another name, or remove the line.",
            await Project.RefusalOfAsync(StackText.Of($"infra:namespace: {name}")));

    private static string To(string path) => $"infra:objectStorage: {{destination: s3://backups/{path}}}";

    private static async Task<string> RefusalAsync(params (string Stack, string[] Entries)[] stacks)
    {
        using var project = ProjectOf(stacks);
        return await project.RefusalAsync(stacks[0].Stack);
    }

    private static Project ProjectOf(params (string Stack, string[] Entries)[] stacks)
    {
        var project = new Project();
        foreach (var (stack, entries) in stacks)
            project.With(stack, StackText.Only([.. entries, "infra:edge: {domain: example.com}"]));
        return project;
    }
}
