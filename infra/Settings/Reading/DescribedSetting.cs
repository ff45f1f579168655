using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.Settings.Reading;

/// <summary>A setting as people are told of it, whatever the environment and the application.</summary>
/// <param name="Name">The key within its section.</param>
/// <param name="Meaning">What it sets, a sentence.</param>
/// <param name="Default">The value where it is left out; null for none.</param>
/// <param name="Schema">What is allowed, as a JSON schema; null for a section.</param>
/// <param name="Settings">The settings in it, where it is a section.</param>
internal sealed record DescribedSetting(
    string Name,
    string Meaning,
    string? Default,
    Func<JsonObject>? Schema,
    ImmutableArray<DescribedSetting> Settings)
{
    /// <summary>Joins what readings for several environments, and applications, have asked for.</summary>
    /// <param name="readings">What each asked for; the environments of one application stand together.</param>
    public static ImmutableArray<DescribedSetting> Join(
        IReadOnlyList<(string Environment, IReadOnlyList<SettingDescription> Settings)> readings)
        =>
        [
            .. from name in readings.SelectMany(reading => reading.Settings).Select(setting => setting.Name).Distinct()
               let variants = (from reading in readings
                               from setting in reading.Settings
                               where setting.Name == name
                               select (reading.Environment, Setting: setting)).ToList()
               let first = variants[0].Setting
               let inner = variants
                   .Where(variant => variant.Setting.Section is not null)
                   .Select(variant => (variant.Environment, variant.Setting.Section!.Descriptions))
                   .ToList()
               select new DescribedSetting(name, first.Meaning, DefaultOf(variants), first.Schema, Join(inner)),
        ];

    private static string? DefaultOf(IReadOnlyList<(string Environment, SettingDescription Setting)> variants)
    {
        var defaults = variants
            .DistinctBy(variant => variant.Environment)
            .Select(variant => (variant.Environment, variant.Setting.Default))
            .ToList();
        if (defaults.TrueForAll(one => one.Default is null))
            return null;
        return defaults.Select(one => one.Default).Distinct().Count() == 1
            ? defaults[0].Default
            : string.Join(", ", defaults.Select(one => $"{one.Default} in {one.Environment}"));
    }
}
