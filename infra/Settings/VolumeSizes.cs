using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary><c>infra:volumes</c>: the sizes of an application's volumes.</summary>
internal static class VolumeSizes
{
    /// <summary>Reads them, by the volume's name.</summary>
    public static ImmutableDictionary<string, Quantity> Read(Section section, ApplicationDefinition application)
        => application.AllVolumes
            .DistinctBy(volume => volume.Name)
            .ToImmutableDictionary(
                volume => volume.Name,
                volume => section.Get(
                    volume.Name,
                    SettingTypes.Bytes,
                    volume.Size,
                    $"Size of the volume {volume.Name}. It can grow, not shrink."));
}
