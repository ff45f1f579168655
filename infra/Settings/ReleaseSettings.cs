using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Environments;
using Infra.Faults;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary><c>infra:release</c>: which version of the application runs.</summary>
public sealed record ReleaseSettings
{
    /// <summary>The images by name, as far as the stack file has them.</summary>
    public required ImmutableDictionary<string, ImageReference> Images { get; init; }

    /// <summary>
    /// Whether the backups, migrations, imports and seeds of a release run. False for a rollback: the older image's migration must not
    /// gate it. Verifications run in any case.
    /// </summary>
    public required bool Migrate { get; init; }

    /// <summary>The next version of public services, with a share of their requests; null for none.</summary>
    public CanarySettings? Canary { get; init; }

    /// <summary>The names of the import jobs that run, each once.</summary>
    public ImmutableArray<string> Imports { get; init; } = [];

    /// <summary>The application's folder, from the project's, that its images are built from; null where they are not built.</summary>
    public string? Build { get; init; }

    internal static ReleaseSettings Read(
        Section section,
        ApplicationDefinition application,
        EnvironmentTraits environment,
        string? projectFolder)
    {
        var definitions = application.ImageNames.Select(application.ImageNamed);
        var release = new ReleaseSettings
        {
            Images = ReleaseImages.Read(
                section.Child("images", "The application's images by name."),
                definitions,
                environment.RequiresImageDigests,
                "set before the first deployment"),
            Migrate = section.Get(
                "migrate",
                SettingTypes.Boolean,
                true,
                "Whether migrations, imports and seeds of a release run. Set false with the previous images for a rollback."),
            Canary = CanarySettings.Read(
                section.Child("canary", "The next version of public services, which gets a share of their requests."),
                application,
                environment.RequiresImageDigests),
            Imports = ReadImports(section, application),
            Build = section.Find(
                "build",
                SettingTypes.Text("../my-application", "it takes the path of a folder"),
                "The application's folder, from this project's; images that are not named are built from it. In dev only.",
                "none are built"),
        };
        if (release is { Migrate: false, Canary: not null })
        {
            section.Report(
                $"{section.Path}.migrate",
                "false",
                "a canary gets requests only once the next version's migrations and verifications have succeeded",
                $"Set {section.Path}.canary.percent to 0 to go back, or remove the line");
        }

        if (release.Build is not null)
            HoldBuild(section, release, definitions, environment, projectFolder);
        return release;
    }

    private static ImmutableArray<string> ReadImports(Section section, ApplicationDefinition application)
    {
        var imports = application.Jobs.Where(job => job.Purpose == JobPurpose.Import).Select(job => job.Name).ToArray();
        return imports.Length == 0
            ? []
            : section.List("imports", SettingTypes.OneOf(imports), [], "Import jobs that run, each once an image and configuration.");
    }

    private static void HoldBuild(
        Section section,
        ReleaseSettings release,
        IEnumerable<ImageDefinition> definitions,
        EnvironmentTraits environment,
        string? projectFolder)
    {
        var path = $"{section.Path}.build";
        if (!environment.BuildsImages)
        {
            section.Report(
                path,
                ShownValue.Of(release.Build!),
                "images are built in dev only; other environments run what was tested there",
                "Remove the line, and name the images by digest");
            return;
        }

        if (projectFolder is null)
            return;
        foreach (var image in definitions.Where(image => image.Published is null && !release.Images.ContainsKey(image.Name)))
        {
            var dockerfile = Path.Combine(image.Build.Context, image.Build.Dockerfile);
            if (!File.Exists(Path.Combine(projectFolder, release.Build!, dockerfile)))
            {
                section.Report(
                    path,
                    ShownValue.Of(release.Build!),
                    $"image {image.Name} is built from {dockerfile} in it, which is not there",
                    $"Correct the path, or name the image: {section.Path}.images.{image.Name}");
            }
        }
    }
}
