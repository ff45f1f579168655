namespace Infra.Data.Postgres;

/// <summary>The images of Postgres, by major version (https://github.com/cloudnative-pg/postgres-containers).</summary>
internal static class PostgresImages
{
    private static readonly Dictionary<int, string> Servers = new()
    {
        [15] = "ghcr.io/cloudnative-pg/postgresql:15.17-standard-trixie",
        [16] = "ghcr.io/cloudnative-pg/postgresql:16.13-standard-trixie",
        [17] = "ghcr.io/cloudnative-pg/postgresql:17.9-standard-trixie",
        [18] = "ghcr.io/cloudnative-pg/postgresql:18.6-standard-trixie",
    };

    /// <summary>The image of a major version.</summary>
    public static string Of(int version) => Servers[version];
}
