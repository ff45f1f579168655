using System.Globalization;
using Infra.Applications.Model;
using Infra.Environments;
using Infra.Settings.Reading;

namespace Infra.Data.Postgres;

/// <summary>Reads what is said of a server alike, whatever runs it.</summary>
internal static class ServerSettings
{
    /// <summary>The major version that is upgraded from; null where none is.</summary>
    public static int? UpgradeFrom(Section section)
    {
        var upgradeFrom = section.Find(
            PostgresSettings.UpgradeFromKey,
            SettingTypes.Digits(PostgresNeed.Versions),
            "The major version that it is upgraded from, while it is: it is backed up before. Needs another archive.",
            "none");
        return upgradeFrom is null ? null : int.Parse(upgradeFrom, CultureInfo.InvariantCulture);
    }

    /// <summary>The most client connections.</summary>
    public static int MaxConnections(
        Section section,
        EnvironmentTraits environment,
        ProjectDefinition project,
        PostgresSettings defaults)
        => section.Get(
            "maxConnections",
            SettingTypes.Integer(20, PostgresSettings.MostConnections),
            PostgresConnections.DefaultFor(project, environment, defaults.MaxConnections),
            "The most client connections at a time (max_connections). The default is more where the application's pools are.");

    /// <summary>The major version.</summary>
    public static int Version(Section section, int fallback, PostgresNeed? need)
    {
        var versions = PostgresNeed.Versions;
        var neededVersions = versions with { Lowest = Math.Max(versions.Lowest, need?.MinimumVersion ?? versions.Lowest) };
        return section.Get("version", SettingTypes.Integer(versions, neededVersions), fallback, "Major version of Postgres.");
    }
}
