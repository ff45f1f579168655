using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Data.Postgres;

/// <summary>
/// <c>infra:postgres.import</c>: the running server that a new cluster takes its data from, by <c>pg_dump</c> and <c>pg_restore</c>
/// (https://cloudnative-pg.io/documentation/current/database_import/). It is read when the cluster is made, and never again.
/// </summary>
public sealed record PostgresImport
{
    /// <summary>What stands for all databases, or for all roles.</summary>
    internal const string All = "*";

    private const string AddressesKey = "addresses";
    private const string DatabasesKey = "databases";
    private const string RolesKey = "roles";
    private const string NotVerified = "require";
    private const string NotEncrypted = "disable";

    // The operator has them itself.
    private static readonly ImmutableArray<string> OwnRoles = ["postgres", "streaming_replica", "cnpg_pooler_pgbouncer"];

    /// <summary>The host of the server.</summary>
    public required string Host { get; init; }

    /// <summary>The port. Default: 5432.</summary>
    public required int Port { get; init; }

    /// <summary>The user that reads it: for roles with their passwords, a superuser. Default: <c>postgres</c>.</summary>
    public required string Username { get; init; }

    /// <summary>The database that becomes the application's, where only one is imported.</summary>
    public required string Database { get; init; }

    /// <summary>The databases, under the names and owners that they have, where several are imported; <c>*</c> for all.</summary>
    public ImmutableArray<string> Databases { get; init; } = [];

    /// <summary>The roles that come with several databases, with their passwords; <c>*</c> for all.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>The address ranges that the server is in: nothing else is open to the pod that imports.</summary>
    public required ImmutableArray<string> Addresses { get; init; }

    /// <summary>How the connection is encrypted and the server verified (sslmode).</summary>
    public required string SslMode { get; init; }

    /// <summary>The password of the user, which is supplied.</summary>
    public required SuppliedSecret Password { get; init; }

    /// <summary>The certificate authority of the server, which is supplied where the server is verified.</summary>
    public required SuppliedSecret Authority { get; init; }

    /// <summary>Whether the server is verified.</summary>
    internal bool IsVerified => SslMode is not (NotVerified or NotEncrypted);

    /// <summary>What is supplied.</summary>
    internal IEnumerable<SuppliedSecret> Secrets => IsVerified ? [Password, Authority] : [Password];

    /// <summary>Whether several databases are imported, under the names that they have.</summary>
    internal bool IsOfSeveral => !Databases.IsEmpty;

    /// <summary>Reads the section; null where it is not there.</summary>
    /// <param name="section">The section.</param>
    /// <param name="service">The name of the data service in the namespace.</param>
    /// <param name="database">The application's database.</param>
    internal static PostgresImport? Read(Section section, string service, string database)
    {
        const string Meaning = "The host of a running server, whose data a new cluster takes.";
        var host = section.IsPresent
            ? section.Require("host", SettingTypes.SubdomainName, "unset", Meaning)
            : section.Find("host", SettingTypes.SubdomainName, Meaning, "none");
        var prefix = service.ToUpperInvariant().Replace('-', '_');
        var name = SettingTypes.Text("shop", "it takes a name");
        var import = new PostgresImport
        {
            Host = host ?? "",
            Port = section.Get("port", SettingTypes.Integer(1, 65_535), PostgresPorts.Postgres, "Its port."),
            Username = section.Get("username", name, "postgres", "The user that reads it; for roles with their passwords, a superuser."),
            Database = section.Get(
                "database",
                name,
                database,
                "The database there that becomes the application's.",
                shownDefault: "the application's name for it"),
            Databases = section.List(
                DatabasesKey,
                name,
                [],
                "Several databases, under the names and owners that they have, or * for all. Default: only database."),
            Roles = section.List(RolesKey, name, [], "The roles that come with databases, with their passwords, or * for all."),
            Addresses = section.List(
                AddressesKey,
                SettingTypes.AddressRange,
                [],
                "The address ranges that the server is in. The pod that imports reaches them and nothing else."),
            SslMode = section.Get(
                "sslMode",
                SettingTypes.OneOf("verify-full", "verify-ca", NotVerified, NotEncrypted),
                NotVerified,
                "How the connection is encrypted, and whether the server is verified (sslmode)."),
            Password = new SuppliedSecret($"{prefix}_IMPORT_PASSWORD", IsOptional: false)
            {
                Meaning = "Password that the data of another Postgres is read with.",
            },
            Authority = new SuppliedSecret($"{prefix}_IMPORT_CA", IsOptional: false)
            {
                Meaning = "Certificate authority of that Postgres (PEM), where sslMode verifies it.",
            },
        };
        if (host is null)
            return null;
        import.Hold(section, database);
        return import;
    }

    private void Hold(Section section, string database)
    {
        if (Addresses.IsEmpty)
        {
            section.Report(
                $"{section.Path}.{AddressesKey}",
                StackFaults.Missing,
                "the paths of pods are opened to addresses, and not to names",
                $"Set the address of {Host}, such as [203.0.113.7/32]");
        }

        if (IsOfSeveral && !Databases.Contains(All) && !Databases.Contains(database))
        {
            section.Report(
                $"{section.Path}.{DatabasesKey}",
                $"[{string.Join(", ", Databases)}]",
                $"several databases keep their names, and the application's is {database}",
                $"Add {database}");
        }

        HoldAll(section, DatabasesKey, Databases);
        HoldAll(section, RolesKey, Roles);
        if (!Roles.IsEmpty && !IsOfSeveral)
        {
            section.Report(
                $"{section.Path}.{RolesKey}",
                $"[{string.Join(", ", Roles)}]",
                "one database comes over without its owners",
                $"Add {section.Path}.{DatabasesKey}: [{database}], or remove it");
        }

        foreach (var role in Roles.Where(OwnRoles.Contains))
        {
            section.Report(
                $"{section.Path}.{RolesKey}",
                $"[{string.Join(", ", Roles)}]",
                $"a cluster has a role {role} of its own",
                $"Remove {role}");
        }
    }

    private static void HoldAll(Section section, string key, ImmutableArray<string> names)
    {
        if (!names.Contains(All) || names.Length == 1)
            return;
        section.Report($"{section.Path}.{key}", $"[{string.Join(", ", names)}]", $"{All} stands for all of them", $"Use [{All}]");
    }
}
