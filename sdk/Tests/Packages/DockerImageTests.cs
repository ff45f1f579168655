using System.Collections.Immutable;
using Pulumi.Docker;
using Pulumi.Docker.Inputs;
using Sdk.Tests.Support;

namespace Sdk.Tests.Packages;

/// <summary>Images that are built and pushed.</summary>
public class DockerImageTests
{
    private const string Token = "docker:index/image:Image";
    private const string Tag = "registry.example.com/shop/api:1.2";

    [Fact]
    public async Task An_Image_is_of_its_type_and_is_pushed_but_not_built_in_previews_unless_told_otherwise()
    {
        var run = new TestRun();
        await run.RunAsync(() =>
        {
            _ = new Image("plain", new ImageArgs { ImageName = Tag });
            _ = new Image("told", new ImageArgs { ImageName = Tag, BuildOnPreview = true, SkipPush = true });
        });

        Assert.Equal(
            new Dictionary<string, object> { ["imageName"] = Tag, ["buildOnPreview"] = false, ["skipPush"] = false },
            run.Engine.Inputs(Token, "plain"));
        Assert.Equal(
            new Dictionary<string, object> { ["imageName"] = Tag, ["buildOnPreview"] = true, ["skipPush"] = true },
            run.Engine.Inputs(Token, "told"));
    }

    [Fact]
    public async Task The_build_arrives_as_it_was_given()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new Image("api", new ImageArgs
        {
            ImageName = Tag,
            Build = new DockerBuildArgs
            {
                AddHosts = { "cache:10.0.0.2" },
                Args = { ["VERSION"] = "1.2" },
                BuilderVersion = BuilderVersion.BuilderBuildKit,
                CacheFrom = new CacheFromArgs { Images = { Tag } },
                Context = "..",
                Dockerfile = "../Dockerfile",
                Network = "host",
                Platform = "linux/amd64",
                Target = "final",
            },
        }));

        var build = Assert.IsType<ImmutableDictionary<string, object>>(run.Engine.Inputs(Token, "api")["build"]);
        Assert.Equal<object>(["cache:10.0.0.2"], Assert.IsType<ImmutableArray<object>>(build["addHosts"]));
        Assert.Equal(new Dictionary<string, object> { ["VERSION"] = "1.2" }, build["args"]);
        var cache = Assert.IsType<ImmutableDictionary<string, object>>(build["cacheFrom"]);
        Assert.Equal<object>([Tag], Assert.IsType<ImmutableArray<object>>(Assert.Single(cache, entry => entry.Key == "images").Value));
        Assert.Equal(
            new Dictionary<string, object>
            {
                ["builderVersion"] = "BuilderBuildKit",
                ["context"] = "..",
                ["dockerfile"] = "../Dockerfile",
                ["network"] = "host",
                ["platform"] = "linux/amd64",
                ["target"] = "final",
            },
            build.RemoveRange(["addHosts", "args", "cacheFrom"]));
    }

    [Theory]
    [InlineData("BuilderV1")]
    [InlineData("BuilderBuildKit")]
    public void A_BuilderVersion_is_the_text_it_stands_for(string text)
    {
        BuilderVersion[] versions = [BuilderVersion.BuilderV1, BuilderVersion.BuilderBuildKit];

        Assert.Single(versions, version => (string)version == text && version.ToString() == text);
    }

    [Fact]
    public async Task The_password_of_a_registry_becomes_a_secret_its_server_and_username_do_not()
    {
        var registry = new RegistryArgs { Server = "registry.example.com", Username = "ci", Password = "plain" };

        await OutputAssert.SecretAsync(registry.Password!.ToOutput());
        await OutputAssert.NotSecretAsync(registry.Server!.ToOutput());
        await OutputAssert.NotSecretAsync(registry.Username!.ToOutput());
    }

    [Fact]
    public async Task Mocks_see_the_plain_value_of_the_password()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new Image("api", new ImageArgs
        {
            ImageName = Tag,
            Registry = new RegistryArgs { Server = "registry.example.com", Username = "ci", Password = Output.CreateSecret("plain") },
        }));

        Assert.Equal(
            new Dictionary<string, object> { ["server"] = "registry.example.com", ["username"] = "ci", ["password"] = "plain" },
            run.Engine.Inputs(Token, "api")["registry"]);
    }

    [Fact]
    public async Task Its_outputs_are_those_of_the_state()
    {
        var run = new TestRun
        {
            Engine = MockedEngine.Giving(
                ("baseImageName", "registry.example.com/shop/api"),
                ("imageName", Tag),
                ("registryServer", "registry.example.com"),
                ("repoDigest", "registry.example.com/shop/api@sha256:1a2b")),
        };
        var image = await run.DeclareAsync(() => new Image("api", new ImageArgs { ImageName = Tag }));

        await OutputAssert.KnownAsync("registry.example.com/shop/api", image.BaseImageName);
        await OutputAssert.KnownAsync(Tag, image.ImageName);
        await OutputAssert.KnownAsync("registry.example.com", image.RegistryServer);
        await OutputAssert.KnownAsync("registry.example.com/shop/api@sha256:1a2b", image.RepoDigest);
    }

    [Fact]
    public async Task In_a_preview_the_digest_of_an_image_that_is_not_built_is_unknown()
    {
        var run = new TestRun { Options = new TestOptions { IsPreview = true } };
        var image = await run.DeclareAsync(() => new Image("api", new ImageArgs { ImageName = Tag }));

        await OutputAssert.KnownAsync(Tag, image.ImageName);
        await OutputAssert.UnknownAsync(image.RepoDigest);
    }

    [Fact]
    public async Task An_Image_has_an_alias_for_the_type_it_had_before()
    {
        var seen = await new TestRun().TransformAsync(options => _ = new Image("api", new ImageArgs { ImageName = Tag }, options));

        Assert.Equal(["docker:image:Image"], await Aliases.TypesAsync(seen.Options));
    }

    [Fact]
    public async Task An_Image_sends_the_version_of_the_package()
    {
        var seen = await new TestRun().TransformAsync(options => _ = new Image("api", new ImageArgs { ImageName = Tag }, options));

        Assert.Matches(@"^\d+\.\d+\.\d+$", seen.Options.Version);
    }

    [Fact]
    public async Task An_Image_without_a_name_fails_the_run()
        => Assert.Contains(
            "ImageArgs.ImageName is required but was not given a value (Parameter 'ImageName')",
            await Failures.SingleOfAsync(() => new TestRun().RunAsync(() => _ = new Image("api", new ImageArgs()))),
            StringComparison.Ordinal);
}
