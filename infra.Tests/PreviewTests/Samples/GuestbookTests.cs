using System.Text.Json.Nodes;
using Infra.Tests.Engine;
using Infra.Tests.Support;
using Infra.Tests.Verbs;

namespace Infra.Tests.PreviewTests.Samples;

/// <summary>The program in samples/preview, as a process: it previews itself with the library alone.</summary>
public sealed class GuestbookTests
{
    [Fact]
    public async Task It_previews_itself()
    {
        using var folder = new ScratchFolder();
        var (exitCode, output, error) = await RunAsync(folder, "preview", "dev");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.StartsWith(
            "dev: application guestbook in environment dev, 7 resources in namespace guestbook\n\nResources\n  Namespace guestbook\n",
            output,
            StringComparison.Ordinal);
        Assert.Contains("pass  images-are-versions           Every image names a version\n", output);
        Assert.Contains("  address               http://guestbook.guestbook.svc\n  moderatorPassword     [secret]\n", output);
        Assert.DoesNotContain("placeholder", output);
        Assert.EndsWith("\nThe check passed.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_writes_its_manifests_in_the_order_to_apply_them()
    {
        using var folder = new ScratchFolder();
        Assert.Equal(0, (await RunAsync(folder, "preview", "dev", "--out", "out")).ExitCode);

        var manifests = Directory.GetFiles(folder.PathOf("out/manifests")).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(
            [
                "001-namespace-guestbook",
                "002-configmap-guestbook-settings-HASH",
                "003-secret-guestbook-passwords-HASH",
                "004-deployment-guestbook",
                "005-service-guestbook",
            ],
            manifests.Select(file => WithoutHash(Path.GetFileNameWithoutExtension(file))));
        var deployment = await File.ReadAllTextAsync(manifests[3]);
        Assert.StartsWith(
            "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: guestbook\n  namespace: guestbook\n",
            deployment,
            StringComparison.Ordinal);
        Assert.Contains($"            name: {Path.GetFileNameWithoutExtension(manifests[1])["002-configmap-".Length..]}\n", deployment);
        Assert.Contains("  MODERATOR: \"[secret]\"\n", await File.ReadAllTextAsync(manifests[2]));
        Assert.DoesNotContain("placeholder", await File.ReadAllTextAsync(folder.PathOf("out/plan.json")));
    }

    [Fact]
    public async Task It_tells_what_differs_between_two_versions()
    {
        using var folder = new ScratchFolder();
        await RunAsync(folder, "preview", "prod", "--out", "before");
        var (exitCode, output, _) = await RunAsync(
            folder,
            "diff",
            "before/plan.json",
            "prod",
            "title=Visitors",
            "image=registry.example.com/guestbook:1.1.0");

        Assert.Equal(0, exitCode);
        const string Container = "spec.template.spec.containers[guestbook]";
        const string Image = "registry.example.com/guestbook";
        Assert.Equal(
            $"""
            1 to change, 1 to replace, 5 unchanged; 1 workload rolls out, no job runs.

            Replace
              ConfigMap guestbook-settings
                  data.TITLE  Guests → Visitors (replaces it)

            Change
              Deployment guestbook
                  {Container}.envFrom[guestbook-settings].configMapRef.name  follows ConfigMap guestbook-settings, which is replaced
                  {Container}.image                                          {Image}:1.0.0 → {Image}:1.1.0

            Roll out
              Deployment guestbook  ConfigMap guestbook-settings is replaced, containers[guestbook].image changes

            """,
            output,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Two_stacks_that_declare_the_same_do_not_differ()
    {
        using var folder = new ScratchFolder();
        Assert.Equal((0, "No differences between dev and prod.\n", ""), await RunAsync(folder, "diff", "dev", "prod"));
    }

    [Fact]
    public async Task A_check_that_fails_is_told_and_is_the_exit_code()
    {
        using var folder = new ScratchFolder();
        var (exitCode, output, _) = await RunAsync(folder, "preview", "dev", "image=registry.example.com:5000/guestbook");
        Assert.Equal(1, exitCode);
        Assert.Contains(
            "        - Deployment guestbook: its image registry.example.com:5000/guestbook may be another one tomorrow. Name a version.\n",
            output);
    }

    [Fact]
    public async Task The_namespace_is_not_lost_without_a_word()
    {
        using var folder = new ScratchFolder();
        await EditedPlanAsync(folder, plan => plan["resources"]!.AsArray().Add(ResourceOf("kubernetes:core/v1:Namespace", "archive")));
        var (exitCode, output, _) = await RunAsync(folder, "diff", "out/plan.json", "dev");
        Assert.Equal(1, exitCode);
        Assert.Contains("Refused\n  - Namespace archive: it holds data, and would be deleted. ", output);
    }

    [Fact]
    public async Task A_type_without_facts_in_an_earlier_plan_is_warned_of()
    {
        using var folder = new ScratchFolder();
        await EditedPlanAsync(folder, plan =>
            plan["resources"]!.AsArray().Add(ResourceOf("kubernetes:example.com/v1:Archive", "archive")));
        var (exitCode, output, _) = await RunAsync(folder, "diff", "out/plan.json", "dev");
        Assert.Equal(0, exitCode);
        Assert.Contains(
            "Mind\n  - Archive archive: it would be deleted, and as kubernetes:example.com/v1:Archive has no facts, "
                + "it is not known whether it holds data. ",
            output);
    }

    [Theory]
    [InlineData(
        "The stack could not be declared; Configuration 'guestbook:replicas' value 'many' is not a valid Int32\n",
        "preview",
        "dev",
        "replicas=many"
    )]
    [InlineData(
        "nothing.json is missing; a plan is the plan.json that preview writes. Write the plan again with preview STACK --out DIR.\n",
        "diff",
        "nothing.json",
        "dev"
    )]
    [InlineData(
        "The arguments name no verb; it is preview STACK [--out FOLDER], or diff A B, of stacks or of plans that end in .json. "
            + "Use one of these.\n",
        "show"
    )]
    public async Task What_cannot_be_used_is_one_line(string message, params string[] arguments)
    {
        using var folder = new ScratchFolder();
        Assert.Equal((2, "", message), await RunAsync(folder, arguments));
    }

    [StandInFact]
    public async Task Under_the_engine_it_is_deployed()
    {
        using var folder = new ScratchFolder();
        var session = await StandInSession.OpenAsync(new Scenario(), "guestbook", "dev", []);
        var (exitCode, output, error) = await ProgramProcess.RunAsync(
            "Guestbook",
            folder.Path,
            [],
            ("PULUMI_MONITOR", session.Monitor),
            ("PULUMI_ENGINE", session.Engine),
            ("PULUMI_PROJECT", "guestbook"),
            ("PULUMI_STACK", "dev"),
            ("PULUMI_ORGANIZATION", "organization"),
            ("PULUMI_DRY_RUN", "false"),
            ("PULUMI_QUERY_MODE", "false"),
            ("PULUMI_PARALLEL", "16"),
            ("PULUMI_CONFIG", """{"guestbook:replicas": "3"}"""));
        var record = new EngineRecord(await session.CloseAsync());

        Assert.Equal((0, "", ""), (exitCode, output, error));
        Assert.Empty(record.Errors);
        Assert.Equal(
            ["ConfigMap", "Deployment", "Namespace", "RandomPassword", "Secret", "Service", "Stack"],
            record.Registrations.Select(request => request.Text("type").Split(':')[^1]).Order(StringComparer.Ordinal));
        Assert.Equal(3, (double)record.Registration("kubernetes:apps/v1:Deployment", "guestbook").Fields["object"]!["spec"]!["replicas"]!);
    }

    private static Task<(int ExitCode, string Output, string Error)> RunAsync(ScratchFolder folder, params string[] arguments)
        => ProgramProcess.RunAsync("Guestbook", folder.Path, arguments);

    private static async Task EditedPlanAsync(ScratchFolder folder, Action<JsonObject> edit)
    {
        await RunAsync(folder, "preview", "dev", "--out", "out");
        var plan = JsonNode.Parse(await File.ReadAllTextAsync(folder.PathOf("out/plan.json")))!.AsObject();
        edit(plan);
        await File.WriteAllTextAsync(folder.PathOf("out/plan.json"), plan.ToJsonString());
    }

    private static JsonObject ResourceOf(string type, string name) => new()
    {
        ["type"] = type,
        ["name"] = name,
        ["urn"] = $"urn:pulumi:dev::guestbook::{type}::{name}",
        ["parent"] = "urn:pulumi:dev::guestbook::pulumi:pulumi:Stack::guestbook-dev",
        ["inputs"] = new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } },
        ["options"] = new JsonObject { ["protect"] = false, ["retainOnDelete"] = false },
        ["dependencies"] = new JsonArray(),
        ["objectName"] = name,
    };

    private static string WithoutHash(string name)
        => name[^9] == '-' && name[^8..].All(char.IsAsciiHexDigitLower) ? $"{name[..^8]}HASH" : name;
}
