using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Data.Postgres;

/// <summary>The versions of Postgres that RDS has.</summary>
internal static class RdsVersions
{
    /// <summary>
    /// The major ones that the program knows of, as of 2026-11
    /// (https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html).
    /// </summary>
    public static ImmutableArray<int> Majors { get; } = [15, 16, 17, 18];

    /// <summary>The major version of one that is named as RDS does; null for what is none.</summary>
    public static int? MajorOf(string version)
    {
        var digits = version.Split('.', '-')[0];
        return digits.Length is > 0 and <= 3 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            ? major
            : null;
    }
}
