using Infra.Applications.Model;
using Infra.Tests.Support;

namespace Infra.Tests.SettingsTests;

/// <summary>What a release says: images, a canary, imports, builds.</summary>
public sealed class ReleaseTests
{
    private static readonly string Digest = new('a', 64);

    [Theory]
    [InlineData("120", "120", "Use 99 or less")]
    [InlineData("100", "100", "Use 99 or less")]
    [InlineData("-1", "-1", "Use 0 or more")]
    [InlineData("ten", "\"ten\"", "Use 0 or more")]
    public async Task The_share_of_a_canary_is_a_percentage(string percent, string shown, string fix)
        => Assert.Equal(
            $"Pulumi.dev.yaml: infra:release.canary.percent is {shown}; it takes a whole number from 0 to 99. {fix}, or remove the line.",
            await Project.RefusalOfAsync(StackText.Of($"infra:release: {{canary: {{percent: {percent}}}}}")));

    [Fact]
    public async Task A_canary_has_an_image()
        => Assert.Equal(
            "Pulumi.prod.yaml: infra:release.canary.images is missing; "
                + "a canary runs the image of the next version. Set it, for instance: "
                + "pulumi config set --path 'infra:release.canary.images.<name>' <repository>@sha256:<digest> --stack prod, "
                + "or set infra:release.canary.percent to 0.",
            await Project.RefusalOfAsync(StackText.Of("infra:release: {canary: {percent: 10}}"), "prod"));

    [Fact]
    public async Task A_canary_by_tag_is_refused_where_digests_are_required()
        => Assert.Equal(
            "Pulumi.stage.yaml: infra:release.canary.images.reference is \"registry.example.com/reference:2.0.0\"; "
                + "a tag can be moved, so this environment takes images by digest. Use registry.example.com/reference@sha256:<digest>, "
                + "which pushing the image prints.",
            await Project.RefusalOfAsync(
                StackText.Of("infra:release: {canary: {percent: 10, images: {reference: 'registry.example.com/reference:2.0.0'}}}"),
                "stage"));

    [Fact]
    public async Task A_canary_is_not_without_its_migrations()
        => Assert.Equal(
            "Pulumi.prod.yaml: infra:release.migrate is false; "
                + "a canary gets requests only once the next version's migrations and verifications have succeeded. "
                + "Set infra:release.canary.percent to 0 to go back, or remove the line.",
            await Project.RefusalOfAsync(
                StackText.Of(
                    "infra:release: {migrate: false, canary: {percent: 10, images: {reference: "
                        + $"'registry.example.com/reference@sha256:{Digest}'}}}}}}"),
                "prod"));

    [Fact]
    public void A_canary_is_of_an_image_of_ones_own()
    {
        var published = new ImageDefinition("desk") { Published = "docker.io/example/desk:1.0.0" };
        var application = new ApplicationDefinition
        {
            Name = "shop",
            Services = [Service("api") with { IsPublic = true }, Service("desk") with { IsPublic = true, Port = 8001, Image = "desk" }],
            Images = [published],
        };
        using var project = new Project().With(
            "prod",
            StackText.Only(
                "infra:edge: {domain: example.com}",
                $"infra:release: {{canary: {{percent: 5, images: {{desk: 'docker.io/example/desk@sha256:{Digest}'}}}}}}"));
        Assert.Contains(
            "Pulumi.prod.yaml: infra:release.canary.images.desk is set; there is no such setting. Remove it, or use one of shop.",
            project.LoadingFaults("prod", application),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_canary_runs_beside_the_public_service_whose_image_it_follows()
    {
        using var project = new Project().With(
            "prod",
            StackText.Of(
                $"infra:release: {{canary: {{percent: 25, images: {{reference: 'registry.example.com/reference@sha256:{Digest}'}}}}}}"));
        var settings = project.Load("prod");
        Assert.Equal(["api", "api-canary"], settings.Application.Services.Select(service => service.Name));
        Assert.Equal($"registry.example.com/reference@sha256:{Digest}", settings.Images["reference-canary"].Text);
        Assert.Equal((1, 1), (settings.Workloads["api-canary"].Scaling.MinReplicas, settings.Workloads["api-canary"].Scaling.MaxReplicas));
        Assert.DoesNotContain("worker-canary", settings.Workloads.Keys);
    }

    [Fact]
    public void A_service_that_is_not_public_has_no_canary()
    {
        var application = new ApplicationDefinition
        {
            Name = "shop",
            Services = [Service("api") with { IsPublic = true }, Service("prices") with { Port = 8001, Image = "prices" }],
        };
        using var project = new Project().With(
            "prod",
            StackText.Only(
                "infra:edge: {domain: example.com}",
                $"infra:release: {{canary: {{percent: 5, images: {{prices: 'registry.example.com/prices@sha256:{Digest}'}}}}}}"));
        Assert.Contains(
            "Pulumi.prod.yaml: infra:release.canary.images.prices is set; there is no such setting. Remove it, or use one of shop.",
            project.LoadingFaults("prod", application),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stage")]
    [InlineData("prod")]
    public async Task Images_are_built_in_dev_only(string stack)
        => Assert.Equal(
            $"Pulumi.{stack}.yaml: infra:release.build is \"samples/reference\"; images are built in dev only; "
                + "other environments run what was tested there. Remove the line, and name the images by digest.",
            await Project.RefusalOfAsync(
                StackText.Of("infra:release: {build: samples/reference}", "infra:registry: {server: registry.example.com}"),
                stack));

    [Fact]
    public async Task What_is_built_is_there()
        => Assert.Equal(
            "Pulumi.dev.yaml: infra:release.build is \"../shop\"; "
                + "image reference is built from ./Dockerfile in it, which is not there. Correct the path, or name the image: "
                + "infra:release.images.reference.",
            await Project.RefusalOfAsync(
                StackText.Of("infra:release: {build: ../shop}", "infra:registry: {server: registry.example.com}")));

    [Fact]
    public async Task What_is_built_is_pushed_somewhere()
        => Assert.Equal(
            "Pulumi.dev.yaml: infra:registry.server is missing; "
                + "it takes the host of a registry, with its port where it has one. Set it, for instance: "
                + "pulumi config set --path 'infra:registry.server' registry.example.com --stack dev.",
            await Project.RefusalOfAsync(
                StackText.Of("infra:release: {build: ., images: {reference: 'registry.example.com/reference:1.0.0'}}")));

    [Theory]
    [InlineData("https://registry.example.com")]
    [InlineData("registry.example.com/team")]
    [InlineData("registry")]
    public async Task A_registry_is_a_host(string server)
        => Assert.Equal(
            $"Pulumi.dev.yaml: infra:registry.server is \"{server}\"; "
                + "it takes the host of a registry, with its port where it has one. Use a value such as registry.example.com.",
            await Project.RefusalOfAsync(StackText.Of($"infra:registry: {{server: '{server}'}}")));

    [Fact]
    public void A_user_of_a_registry_has_a_password()
    {
        using var project = new Project().With(
            "dev",
            StackText.Of("infra:registry: {server: 'registry.example.com:5000', path: team/a, username: robot}"));
        var settings = project.Load("dev");
        Assert.Equal("registry.example.com:5000/team/a/shop", settings.Registry!.RepositoryOf("shop"));
        Assert.Contains("pulumi config set --secret REGISTRY_PASSWORD --stack dev", settings.Unset.Select(unset => unset.Command));
    }

    [Fact]
    public async Task Only_imports_are_imported()
    {
        Assert.Equal(
            "Pulumi.dev.yaml: infra:release.imports is set; "
                + "there is no such setting. Remove it, or use one of build, canary, images, migrate.",
            await Project.RefusalOfAsync(StackText.Of("infra:release: {imports: [migrate]}")));

        using var project = new Project().With(
            "dev",
            StackText.Only(
                "infra:edge: {domain: example.com}",
                "infra:objectStorage: {destination: s3://backups/showcase}",
                "infra:release: {imports: [lode]}"));
        Assert.Equal(
            "Pulumi.dev.yaml: infra:release.imports[0] is \"lode\"; it takes one of load. Use load, or remove the line.",
            project.LoadingFaults("dev", Showcase.Definition));
    }

    [Fact]
    public void An_image_of_others_has_a_version_already_and_may_have_another()
    {
        const string Domain = "infra:edge: {domain: example.com}";
        using var project = new Project()
            .With("prod", StackText.Only(Domain, "infra:objectStorage: {destination: s3://backups/prod}"))
            .With(
                "stage",
                StackText.Only(
                    Domain,
                    "infra:objectStorage: {destination: s3://backups/stage}",
                    "infra:release: {images: {exporter: 'mirror.example.com/exporter:2.0.0'}}"));
        Assert.Equal(
            "docker.io/example/exporter:1.2.3",
            project.Load("prod", requireAll: false, Showcase.Definition).Images["exporter"].Text);
        Assert.Equal(
            "mirror.example.com/exporter:2.0.0",
            project.Load("stage", requireAll: false, Showcase.Definition).Images["exporter"].Text);
        Assert.DoesNotContain(
            project.Load("prod", requireAll: false, Showcase.Definition).Unset,
            unset => unset.Key.EndsWith(".exporter", StringComparison.Ordinal));
    }

    private static ServiceDefinition Service(string name) => new()
    {
        Name = name,
        Image = "shop",
        Port = 8000,
        Health = new HealthProbes { Liveness = HealthProbe.Http("/live"), Readiness = HealthProbe.Http("/ready") },
    };
}
