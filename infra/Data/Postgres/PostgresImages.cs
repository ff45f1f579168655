using System.Globalization;
using Infra.Values;

namespace Infra.Data.Postgres;

/// <summary>
/// The images of Postgres, by major version, as the operator's publisher lists them (https://github.com/cloudnative-pg/artifacts). The
/// operator reads the version from the tag, so that none goes by its digest alone.
/// </summary>
internal static class PostgresImages
{
    private static readonly Dictionary<int, string> Servers = new()
    {
        [15] =
            "ghcr.io/cloudnative-pg/postgresql:15.19-202608310817-standard-trixie"
            + "@sha256:10c19625c4f43cd4f1cb04caf072a942853e10e510d96e9be656b3a7f0ad968a",
        [16] =
            "ghcr.io/cloudnative-pg/postgresql:16.15-202608310817-standard-trixie"
            + "@sha256:6fedafdbf8b5b241e94c0307783a4875525141b98c4cbb8ec8a0b4134e9545d6",
        [17] =
            "ghcr.io/cloudnative-pg/postgresql:17.11-202608310816-standard-trixie"
            + "@sha256:0eea5ac8c5e3043db94f4d512ffcfb9c06d6270a97f6d56e9f08e1571ef0484e",
        [18] =
            "ghcr.io/cloudnative-pg/postgresql:18.6-202608310817-standard-trixie"
            + "@sha256:c2a773217853c6e0ffe7da9c37ea456466efb20cf844f27511a73fa6a81e3152",
    };

    /// <summary>The image of PgBouncer that the operator's release brings.</summary>
    public const string PgBouncer = "ghcr.io/cloudnative-pg/pgbouncer:1.25.1";

    /// <summary>The major version of an image as the operator sees it: what its tag begins with. Null where that is no number.</summary>
    public static int? MajorOf(ImageReference image)
        => int.TryParse(image.Tag?.Split('.', '-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;

    /// <summary>The image of a major version.</summary>
    public static string Of(int version) => Servers[version];
}
