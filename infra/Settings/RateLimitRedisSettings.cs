using System.Globalization;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary>
/// <c>infra:edge.rateLimitRedis</c>: the Redis in which the pods of Traefik count requests together. Without it each counts by itself.
/// While it is away, Traefik answers every request with status 500.
/// </summary>
public sealed record RateLimitRedisSettings
{
    private static readonly NumberRange Databases = new(0, 1000);

    /// <summary>Its host and port.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Whether the connection is encrypted.</summary>
    public required bool IsEncrypted { get; init; }

    /// <summary>The number of the database.</summary>
    public required int Database { get; init; }

    /// <summary>The user; the password is a secret of the stack.</summary>
    public required string Username { get; init; }

    /// <summary>
    /// The Secret of the namespace with the certificate authority that the server is verified with; null for those that everybody trusts.
    /// </summary>
    public required string? CaSecret { get; init; }

    internal static RateLimitRedisSettings? Read(Section section)
    {
        var url = section.Find(
            "url",
            SettingTypes.Url("rediss://redis.traefik:6379", "redis", "rediss"),
            "Redis in which the pods of Traefik count requests together, such as rediss://redis.traefik:6379, with TLS by rediss. Traefik "
                + "must reach it: while it is away, every request gets status 500.",
            "none: each pod of Traefik counts by itself");
        var username = section.Get("username", SettingTypes.Text("traefik"), "default", "User of it; its password is a secret.");
        var caSecret = section.Find(
            "caSecret",
            SettingTypes.ObjectName,
            "Secret of the namespace whose ca.crt verifies it.",
            "the authorities that everybody trusts");
        if (url is null)
            return null;

        var isEncrypted = url.Scheme == "rediss";
        if (caSecret is not null && !isEncrypted)
            section.Report($"{section.Path}.caSecret", $"\"{caSecret}\"", "only rediss:// is encrypted", "Remove it, or use rediss://");
        return new RateLimitRedisSettings
        {
            Endpoint = $"{url.Host}:{(url.IsDefaultPort ? 6379 : url.Port)}",
            IsEncrypted = isEncrypted,
            Database = DatabaseOf(section, url),
            Username = username,
            CaSecret = caSecret,
        };
    }

    private static int DatabaseOf(Section section, Uri url)
    {
        var path = url.AbsolutePath.Trim('/');
        if (path.Length == 0)
            return 0;
        if (int.TryParse(path, NumberStyles.None, CultureInfo.InvariantCulture, out var database) && Databases.Contains(database))
            return database;
        section.Report(
            $"{section.Path}.url",
            $"\"{url.OriginalString}\"",
            "its path is the number of a database",
            $"Use one such as {url.GetLeftPart(UriPartial.Authority)}/0");
        return 0;
    }
}
