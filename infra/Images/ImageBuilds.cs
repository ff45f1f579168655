using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Secrets;
using Infra.Settings;
using Pulumi;
using Pulumi.Docker;
using Pulumi.Docker.Inputs;

namespace Infra.Images;

/// <summary>
/// The images of an application that are built from its folder and pushed, which are those that the release does not name.
/// </summary>
internal sealed class ImageBuilds : ComponentResource
{
    private readonly string _name;
    private readonly StackSettings _settings;
    private readonly ImageRepositories? _repositories;

    public ImageBuilds(string name, ImageBuildsArgs args, ComponentResourceOptions? options = null)
        : base("infra:images:ImageBuilds", name, options)
    {
        _name = name;
        _settings = args.Settings;
        _repositories = args.Repositories;
        var release = _settings.Release;
        var named = release.Images.Keys.Concat(release.Canary?.Images.Keys.Select(DerivedNames.CanaryOf) ?? []).ToHashSet();
        ByName = _settings.Application.ImageNames
            .Select(_settings.Application.ImageNamed)
            .Where(image => image.Published is null && !named.Contains(image.Name))
            .ToImmutableDictionary(image => image.Name, Build);
        RegisterOutputs();
    }

    /// <summary>The images by name.</summary>
    public ImmutableDictionary<string, DeployedImage> ByName { get; }

    private DeployedImage Build(ImageDefinition definition)
    {
        var registry = _settings.Registry!;
        var build = definition.Build;
        var folder = BuildContext.Find(_settings, build);
        var repository = registry.RepositoryOf($"{_settings.Application.Name}-{definition.Name}");
        var reference = $"{repository}:{_settings.Environment.Name}";
        var image = new Image(
            $"{_name}-{definition.Name}",
            new ImageArgs
            {
                ImageName = reference,
                Build = new DockerBuildArgs
                {
                    Context = folder,
                    Dockerfile = Path.Combine(folder, build.Dockerfile),
                    Target = build.Target!,
                    Platform = build.Platform,
                    // The image that was pushed last keeps the layers that have not changed, as it tells what they are made of.
                    Args = build.Arguments.SetItem("BUILDKIT_INLINE_CACHE", "1").ToImmutableDictionary(),
                    CacheFrom = new CacheFromArgs { Images = { reference } },
                },
                Registry = registry.Username is null ? null! : new RegistryArgs
                {
                    Server = registry.Server,
                    Username = registry.Username,
                    Password = SuppliedValue.Of(PlatformSecrets.RegistryPassword.Name),
                },
            },
            new CustomResourceOptions { Parent = this, DependsOn = _repositories is null ? [] : new Resource[] { _repositories } });
        return new DeployedImage(image.RepoDigest, BuildContext.IdentityOf(repository, folder, build), HasDigest: true);
    }
}
