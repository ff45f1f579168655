using System.Collections.Immutable;
using Infra.Aws;
using Infra.Settings;
using Infra.Values;
using Pulumi;

namespace Infra.Images;

/// <summary>An image as workloads run it.</summary>
/// <param name="Reference">What containers name.</param>
/// <param name="Identity">What is the same for the same image, known before it is built.</param>
/// <param name="HasDigest">Whether the reference always means the same image.</param>
internal sealed record DeployedImage(Output<string> Reference, string Identity, bool HasDigest)
{
    /// <summary>The images of an application, by name: those that the release names, and those that are built.</summary>
    /// <param name="settings">The settings of the stack.</param>
    /// <param name="aws">The account that repositories are made in; null where the stack has none.</param>
    public static ImmutableSortedDictionary<string, DeployedImage> AllOf(StackSettings settings, AwsAccount? aws)
    {
        var repositories = ImageRepositories.Declare(settings, aws);
        var built = settings.Release.Build is null
            ? ImmutableDictionary<string, DeployedImage>.Empty
            : new ImageBuilds("images", new() { Settings = settings, Repositories = repositories }).ByName;
        return settings.Images.ToImmutableSortedDictionary(
            image => image.Key,
            image => built.GetValueOrDefault(image.Key) ?? Of(image.Value),
            StringComparer.Ordinal);
    }

    private static DeployedImage Of(ImageReference image) => new(Output.Create(image.Text), image.Text, image.Digest is not null);
}
