using Infra.Settings;
using Infra.Tests.Support;
using Pulumi.Testing;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Images;

/// <summary>
/// In dev, the application's images may be built from its folder and pushed; what runs is the digest that the push gives.
/// </summary>
public sealed class ImageBuildTests
{
    private const string Type = "docker:index/image:Image";
    private const string Digest = "registry.example.com/team/reference-reference@sha256:abc";

    [Fact]
    public async Task An_image_is_built_from_the_applications_folder_and_pushed_with_the_password()
    {
        using var folder = Application("first");
        var run = await RunAsync(folder, """{"server": "registry.example.com", "path": "team", "username": "robot"}""");

        var image = run.Inputs("images-reference");
        Assert.Equal("registry.example.com/team/reference-reference:dev", image["imageName"]);
        Assert.Equal(Path.GetRelativePath(Environment.CurrentDirectory, folder.Path), image["build.context"]);
        Assert.Equal(Path.Combine(image["build.context"], "Dockerfile"), image["build.dockerfile"]);
        Assert.Equal(("linux/amd64", image["imageName"]), (image["build.platform"], image["build.cacheFrom.images[0]"]));
        Assert.Equal("1", image["build.args.BUILDKIT_INLINE_CACHE"]);
        Assert.Equal(
            ("registry.example.com", "robot", "value of REGISTRY_PASSWORD"),
            (image["registry.server"], image["registry.username"], image["registry.password"]));
        Assert.DoesNotContain(run.Plan.Resources, resource =>
            resource.Type == Type && resource.Inputs.ToJsonString().Contains("value of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_build_passes_every_check()
    {
        using var folder = Application("first");
        var preview = await Infra.Preview.RunAsync(
            SettingsOf(folder, """{"server": "registry.example.com", "username": "robot"}"""),
            "dev",
            Catalog.Default);
        Assert.Empty(preview.Checks.SelectMany(check => check.Findings).Select(finding => finding.Text));
    }

    [Fact]
    public async Task The_digest_flows_into_whatever_runs_the_image()
    {
        using var folder = Application("first");
        var run = await RunAsync(folder);
        var images = PodTemplate
            .In(run.Plan)
            .Where(template => template.Workload is "api" or "worker" or "migrate" or "smoke-test" or "seed")
            .SelectMany(OwnContainers.OwnContainersOf)
            .ToList();
        Assert.Equal(5, images.Count);
        Assert.All(images, container =>
            Assert.Equal((Digest, "IfNotPresent"), (container.Text("image"), container.Text("imagePullPolicy"))));
        Assert.Equal($$"""{"reference":"{{Digest}}"}""", run.Plan.Outputs["images"]!.ToJsonString());
    }

    [Fact]
    public async Task Another_file_is_another_migration_and_the_same_files_are_not()
    {
        using var folder = Application("first");
        var first = await RunAsync(folder);
        var again = await RunAsync(folder);
        Directory.CreateDirectory(folder.PathOf("node_modules"));
        await File.WriteAllTextAsync(folder.PathOf("node_modules/package.js"), "installed");
        var installed = await RunAsync(folder);
        await File.WriteAllTextAsync(folder.PathOf("main.js"), "second");
        var second = await RunAsync(folder);

        Assert.Equal(MigrationOf(first), MigrationOf(again));
        Assert.Equal(MigrationOf(first), MigrationOf(installed));
        Assert.NotEqual(MigrationOf(first), MigrationOf(second));
    }

    [Fact]
    public async Task An_image_that_the_release_names_is_not_built()
    {
        using var folder = Application("first");
        var run = await RunAsync(folder, images: """{"reference": "registry.example.com/reference:1.0.0"}""");
        Assert.DoesNotContain(run.Registered, args => args.Type == Type);
        Assert.Equal(
            "registry.example.com/reference:1.0.0",
            PodTemplate.Of(run.Plan.Find("Deployment api"))!.Containers.Single().Text("image"));
    }

    [Fact]
    public async Task Several_images_of_one_application_are_built_each_from_its_own_folder()
    {
        using var folder = Application("backend");
        Directory.CreateDirectory(folder.PathOf("frontend"));
        await File.WriteAllTextAsync(folder.PathOf("frontend/Dockerfile"), "FROM scratch");
        var run = await RunAsync(folder, application: "nica");

        Assert.Equal(
            ["images-backend", "images-frontend"],
            run.Registered.Where(args => args.Type == Type).Select(args => args.Name).Order(StringComparer.Ordinal));
        Assert.EndsWith("frontend", run.Inputs("images-frontend")["build.context"]);
        Assert.Equal("registry.example.com/nica-frontend:dev", run.Inputs("images-frontend")["imageName"]);
    }

    [Fact]
    public async Task Images_of_a_registry_with_a_password_are_pulled_with_it()
    {
        var run = await new StackRun { Settings = Showcase.SettingsOf("prod") }.RunAsync();
        var secret = run.Inputs("showcase-registry");
        Assert.Equal(("kubernetes.io/dockerconfigjson", "True"), (secret["type"], secret["immutable"]));
        Assert.Equal(
            """{"auths":{"registry.example.com":{"username":"robot","password":"value of REGISTRY_PASSWORD"}}}""",
            secret["stringData..dockerconfigjson"]);
        Assert.Equal(
            run.Plan.Resources.Single(resource => resource.Name == "showcase-registry").ObjectName,
            run.Plan.Find("ServiceAccount showcase").Inputs.Items("imagePullSecrets").Single().Text("name"));
        Assert.DoesNotContain((await Previews.OfAsync("prod")).Plan.Resources, resource =>
            resource.Name.Contains("registry", StringComparison.Ordinal));
    }

    private static ScratchFolder Application(string text)
    {
        var folder = new ScratchFolder();
        File.WriteAllText(folder.PathOf("Dockerfile"), "FROM scratch");
        File.WriteAllText(folder.PathOf("main.js"), text);
        return folder;
    }

    private static string MigrationOf(StackRunResult run) => run.Plan.Find("Job migrate").ObjectName!;

    private static Task<StackRunResult> RunAsync(
        ScratchFolder folder,
        string registry = """{"server": "registry.example.com"}""",
        string images = "{}",
        string application = "reference"
    ) => new StackRun { Settings = SettingsOf(folder, registry, images, application), Answer = Pushed }.RunAsync();

    private static StackSettings SettingsOf(ScratchFolder folder, string registry, string images = "{}", string application = "reference")
        => CustomStack.SettingsOf(
            Previews.SettingsOf("dev", application).Application,
            "dev",
            ("edge", """{"domain": "example.com"}"""),
            ("objectStorage", """{"destination": "s3://backups/reference"}"""),
            ("registry", registry),
            ("release", $$"""{"build": "{{folder.Path}}", "images": {{images}}}"""));

    private static Dictionary<string, object>? Pushed(MockResourceArgs args)
        => args is { Type: Type, Name: "images-reference" } ? new() { ["repoDigest"] = Digest } : null;
}
