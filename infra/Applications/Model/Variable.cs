namespace Infra.Applications.Model;

/// <summary>An environment variable of a workload.</summary>
/// <param name="Name">The variable's name.</param>
public abstract record Variable(string Name)
{
    /// <summary>A value that is written down here.</summary>
    public static Variable Plain(string name, string value) => new PlainVariable(name, value);

    /// <summary>The name of the environment: dev, stage or prod.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="format">What stands around it, with {0} in its place. Default: nothing.</param>
    public static Variable Environment(string name, string format = "{0}") => new EnvironmentVariable(name, IsLongName: false, format);

    /// <summary>The long name of the environment: development, staging or production.</summary>
    public static Variable LongEnvironment(string name) => new EnvironmentVariable(name, IsLongName: true);

    /// <summary>A secret.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="name">The variable's name. Default: the secret's.</param>
    public static Variable Secret(SecretDefinition secret, string? name = null) => new SecretVariable(name ?? secret.Name, secret);

    /// <summary>The address of a service within the cluster, which the workload may then call.</summary>
    public static Variable ServiceUrl(string name, string service) => new ServiceUrlVariable(name, service);

    /// <summary>The address of a public service for the outside.</summary>
    public static Variable PublicUrl(string name, string service) => new PublicUrlVariable(name, service);

    /// <summary>The domain of the stack, <c>infra:edge.domain</c>.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="format">What stands around it, with {0} in its place. Default: nothing.</param>
    public static Variable Domain(string name, string format = "{0}") => new DomainVariable(name, format);

    /// <summary>A part of the Postgres connection.</summary>
    public static Variable Postgres(string name, PostgresPart part) => new PostgresVariable(name, part);

    /// <summary>The Postgres connection as a URL that verifies the server.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="scheme">What the application's driver calls itself, such as <c>postgresql+psycopg2</c>.</param>
    public static Variable PostgresUrl(string name, string scheme = "postgresql") => new PostgresVariable(name, PostgresPart.Url, scheme);

    /// <summary>The Redis connection as a URL.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="database">The number of the logical database, 0 to 15. Default: 0.</param>
    public static Variable RedisUrl(string name, int database = 0) => new RedisVariable(name, database);

    /// <summary>A part of the Qdrant connection.</summary>
    public static Variable Qdrant(string name, QdrantPart part) => new QdrantVariable(name, part);

    /// <summary>A part of the MySQL connection.</summary>
    public static Variable MySql(string name, MySqlPart part) => new MySqlVariable(name, part);

    /// <summary>The MySQL connection as a URL, in the form that Node's mysql2 takes.</summary>
    public static Variable MySqlUrl(string name) => new MySqlVariable(name, MySqlPart.Url);
}
