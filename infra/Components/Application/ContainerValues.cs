using System.Collections.Immutable;
using System.Globalization;
using Infra.Applications.Model;
using Infra.Components.Data.MySql;
using Infra.Components.Data.Postgres;
using Pulumi;

namespace Infra.Components.Application;

/// <summary>The values of a container's variables and files, and what they give it access to.</summary>
internal sealed record ContainerValues
{
    /// <summary>The folder that the certificate authority of the database is mounted at.</summary>
    public static string CaFolder { get; } = DataServiceNames.CaFolderOf(DataServiceNames.Postgres);

    /// <summary>The variables that anybody may see.</summary>
    public required ImmutableSortedDictionary<string, string> Plain { get; init; }

    /// <summary>The variables that nobody may see.</summary>
    public required ImmutableSortedDictionary<string, Output<string>> Secret { get; init; }

    /// <summary>The files that nobody may see, by path.</summary>
    public required ImmutableSortedDictionary<string, Output<string>> Files { get; init; }

    /// <summary>The labels that let the pods connect to the data services whose variables they have.</summary>
    public required ImmutableSortedDictionary<string, string> ClientLabels { get; init; }

    /// <summary>What must be there before the container starts.</summary>
    public required ImmutableArray<Resource> Needs { get; init; }

    /// <summary>The database whose certificate authority is mounted at <see cref="CaFolder"/>; null where the container does not connect to it.</summary>
    public PostgresConnection? Database { get; init; }

    /// <summary>The MySQL database whose certificate authority is mounted at <see cref="MySqlValues.CaFolder"/>; null where the container does not connect to it.</summary>
    public MySqlConnection? MySql { get; init; }

    /// <summary>Gives each variable and file its value.</summary>
    public static ContainerValues Of(ContainerDefinition container, ApplicationProjectArgs args)
    {
        var values = new Collector(args);
        foreach (var variable in container.Variables)
            values.Add(variable);
        var files = from file in container.SecretFiles
                    where args.Secrets.ContainsKey(file.Definition.Name)
                    select KeyValuePair.Create(file.Path, args.Secrets[file.Definition.Name].Current);
        return new ContainerValues
        {
            Plain = values.Plain.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Secret = values.Secret.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Files = files.ToImmutableSortedDictionary(StringComparer.Ordinal),
            ClientLabels = values.ClientLabels.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Needs = [.. values.Needs],
            Database = container.Variables.OfType<PostgresVariable>().Any() ? args.Connections.Postgres : null,
            MySql = container.Variables.OfType<MySqlVariable>().Any() ? args.Connections.MySql : null,
        };
    }

    private sealed class Collector(ApplicationProjectArgs args)
    {
        public Dictionary<string, string> Plain { get; } = [];

        public Dictionary<string, Output<string>> Secret { get; } = [];

        public Dictionary<string, string> ClientLabels { get; } = [];

        public HashSet<Resource> Needs { get; } = [];

        public void Add(Variable variable)
        {
            switch (variable)
            {
                case PlainVariable { Name: var name, Value: var value }:
                    Plain.Add(name, args.Settings.Variables[args.Definition.Name].GetValueOrDefault(name, value));
                    break;
                case EnvironmentVariable { Name: var name, IsLongName: var isLongName, Format: var format }:
                    Plain.Add(name, string.Format(CultureInfo.InvariantCulture, format, isLongName ? args.Placement.Environment.LongName : args.Placement.Environment.Name));
                    break;
                case ServiceUrlVariable { Name: var name, Service: var service }:
                    Plain.Add(name, $"http://{service}.{args.Placement.Namespace}.svc:{args.Calls.ServiceNamed(service).Port}");
                    break;
                case PublicUrlVariable { Name: var name, Service: var service }:
                    Plain.Add(name, $"https://{args.Settings.Edge.Hosts[service]}");
                    break;
                case DomainVariable { Name: var name, Format: var format }:
                    Plain.Add(name, string.Format(CultureInfo.InvariantCulture, format, args.Settings.Edge.Domain));
                    break;
                case SecretVariable { Name: var name, Definition: var definition }:
                    AddSecret(name, definition);
                    break;
                default:
                    AddConnection(variable);
                    break;
            }
        }

        // An optional secret that is not set has no value, and no variable.
        private void AddSecret(string name, SecretDefinition definition)
        {
            if (!args.Secrets.TryGetValue(definition.Name, out var value))
                return;
            Secret.Add(name, value.Current);
            if (definition is GeneratedSecret { KeepsPrevious: true } && value.Previous is { } previous)
                Secret.Add(name + SecretDefinition.PreviousSuffix, previous);
        }

        private void AddConnection(Variable variable)
        {
            var (postgres, redis, qdrant) = (args.Connections.Postgres, args.Connections.Redis, args.Connections.Qdrant);
            switch (variable)
            {
                case PostgresVariable { Part: var part, Scheme: var scheme } when postgres is not null:
                    Grant(postgres.ClientLabels, postgres.Ready);
                    if (PlainPart(postgres, part) is { } plain)
                        Plain.Add(variable.Name, plain);
                    else
                        Secret.Add(variable.Name, part == PostgresPart.Url ? postgres.Url(scheme, CaFile(postgres)) : postgres.Password);
                    break;
                case RedisVariable { Database: var database } when redis is not null:
                    Grant(redis.ClientLabels, redis.Ready);
                    Secret.Add(variable.Name, redis.Url(database));
                    break;
                case MySqlVariable { Part: var part } when args.Connections.MySql is { } mysql:
                    Grant(mysql.ClientLabels, mysql.Ready);
                    MySqlValues.Add(variable.Name, mysql, part, Plain, Secret);
                    break;
                case QdrantVariable { Part: var part } when qdrant is not null:
                    Grant(qdrant.ClientLabels, qdrant.Ready);
                    if (part == QdrantPart.Url)
                        Plain.Add(variable.Name, qdrant.Url);
                    else
                        Secret.Add(variable.Name, qdrant.ApiKey);
                    break;
            }
        }

        private void Grant(Dictionary<string, string> clientLabels, Resource ready)
        {
            foreach (var (key, value) in clientLabels)
                ClientLabels[key] = value;
            Needs.Add(ready);
        }
    }

    private static string CaFile(PostgresConnection connection) => $"{CaFolder}/{connection.CaKey}";

    private static string? PlainPart(PostgresConnection connection, PostgresPart part) => part switch
    {
        PostgresPart.Host => connection.Host,
        PostgresPart.Port => $"{connection.Port}",
        PostgresPart.Database => connection.Database,
        PostgresPart.Username => connection.Username,
        PostgresPart.CaFile => CaFile(connection),
        _ => null,
    };
}
