namespace Infra.Components.Data.Postgres;

/// <summary>The images of Postgres, by major version (https://github.com/cloudnative-pg/postgres-containers).</summary>
internal static class PostgresImages
{
    private const string Repository = "ghcr.io/cloudnative-pg/postgresql";

    private static readonly Dictionary<int, string> Tags = new()
    {
        [15] = "15.17-standard-trixie",
        [16] = "16.13-standard-trixie",
        [17] = "17.9-standard-trixie",
        [18] = "18.6-standard-trixie",
    };

    /// <summary>The image of a major version.</summary>
    public static string Of(int version) => $"{Repository}:{Tags[version]}";
}
