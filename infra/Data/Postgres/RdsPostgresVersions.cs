using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Data.Rds;
using Infra.Settings.Reading;

namespace Infra.Data.Postgres;

/// <summary>The versions of Postgres that RDS has.</summary>
internal static class RdsPostgresVersions
{
    // As of 2026-11: https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html.
    private static readonly ImmutableArray<int> Majors = [15, 16, 17, 18];

    /// <summary>The type of a setting that names one.</summary>
    public static SettingType<string> Type { get; } = SettingTypes.FromPattern(
        "it takes a version as RDS names it",
        "18.1",
        text => MajorOf(text) is null ? null : text,
        "^[0-9]{1,3}(\\.[0-9]{1,3})?(-[a-z0-9.]+)?$",
        () => new JsonArray("string", "number", "integer"));

    /// <summary>Reports a version that RDS does not have, or one that is of another major version.</summary>
    /// <param name="section">The section of the instance.</param>
    /// <param name="rds">What it says.</param>
    /// <param name="postgres">The section of Postgres.</param>
    /// <param name="major">The major version that it says.</param>
    public static void Hold(Section section, RdsSettings rds, Section postgres, int major)
    {
        if (rds.EngineVersion is null && !Majors.Contains(major))
        {
            postgres.Report(
                $"{postgres.Path}.version",
                $"{major}",
                $"the program knows RDS to have {string.Join(", ", Majors)}",
                $"Use {Majors[^1]}, or name the one that it has by {section.Path}.engineVersion");
        }

        if (rds.EngineVersion is { } version && MajorOf(version) != major)
        {
            section.Report(
                $"{section.Path}.engineVersion",
                $"\"{version}\"",
                $"{postgres.Path}.version is {major}",
                $"Use one that begins with {major}, or remove the line");
        }
    }

    // Of one that is named as RDS does; null for what is none.
    private static int? MajorOf(string version)
    {
        var digits = version.Split('.', '-')[0];
        return digits.Length is > 0 and <= 3 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            ? major
            : null;
    }
}
