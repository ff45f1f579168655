using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary><c>infra:release.canary</c>: the next version of public services, which gets a share of their requests.</summary>
public sealed record CanarySettings
{
    /// <summary>The share of the requests that it gets, in percent, 1 to 99.</summary>
    public required int Percent { get; init; }

    /// <summary>The images of the next version, by the name of the image they follow.</summary>
    public required ImmutableDictionary<string, ImageReference> Images { get; init; }

    /// <summary>Reads the section; null where there is no canary.</summary>
    internal static CanarySettings? Read(Section section, ApplicationDefinition application, bool requireDigests)
    {
        var percent = section.Get(
            "percent",
            SettingTypes.Integer(0, 99),
            0,
            "Share of the requests to public services that the canary gets, in percent; 0 for no canary.");
        var names = section.Child("images", "The images of the canary, by name; what is left out runs in no canary.");
        var candidates = application.Services
            .Where(service => service is { IsPublic: true, IsSingleton: false })
            .Select(service => service.Image)
            .Distinct()
            .Where(name => application.ImageNamed(name).Published is null);
        var images = ReleaseImages.Read(
            names,
            candidates.Select(name => application.ImageNamed(name)),
            requireDigests,
            "the next version of it, for a canary");
        if (percent == 0)
            return null;

        if (images.IsEmpty && names.IsReadable)
        {
            section.Report(
                names.Path,
                StackFaults.Missing,
                "a canary runs the image of the next version",
                $"Set it, for instance: {names.SetCommand("<name>", "<repository>@sha256:<digest>")}, "
                    + $"or set {section.Path}.percent to 0");
        }

        return new CanarySettings { Percent = percent, Images = images };
    }
}
