using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Components.Data.MySql;
using Infra.Components.Data.Postgres;
using Pulumi;

namespace Infra.Components.Application;

/// <summary>The environment variables of a workload: their values, and what they give it access to.</summary>
internal sealed record WorkloadVariables
{
    /// <summary>The folder that the certificate authority of the database is mounted at.</summary>
    public const string CaFolder = "/etc/postgres-ca";

    /// <summary>The values that anybody may see.</summary>
    public required ImmutableSortedDictionary<string, string> Plain { get; init; }

    /// <summary>The values that nobody may see.</summary>
    public required ImmutableSortedDictionary<string, Output<string>> Secret { get; init; }

    /// <summary>The labels that let the pods connect to the data services whose variables they have.</summary>
    public required ImmutableSortedDictionary<string, string> ClientLabels { get; init; }

    /// <summary>What must be there before the workload starts.</summary>
    public required ImmutableArray<Resource> Needs { get; init; }

    /// <summary>The database whose certificate authority is mounted at <see cref="CaFolder"/>; null where the workload does not connect to it.</summary>
    public PostgresConnection? Database { get; init; }

    /// <summary>The MySQL database whose certificate authority is mounted at <see cref="MySqlValues.CaFolder"/>; null where the workload does not connect to it.</summary>
    public MySqlConnection? MySql { get; init; }

    /// <summary>Gives each variable its value.</summary>
    public static WorkloadVariables Of(WorkloadDefinition workload, ApplicationProjectArgs args)
    {
        var (plain, secret) = (new Dictionary<string, string>(), new Dictionary<string, Output<string>>());
        var (labels, needs) = (new Dictionary<string, string>(), new HashSet<Resource>());
        var (postgres, redis, qdrant) = (args.Connections.Postgres, args.Connections.Redis, args.Connections.Qdrant);
        foreach (var variable in workload.Variables)
        {
            switch (variable)
            {
                case PlainVariable { Value: var value }:
                    plain.Add(variable.Name, value);
                    break;
                case EnvironmentVariable:
                    plain.Add(variable.Name, args.Placement.Environment.Name);
                    break;
                case SecretVariable { Definition: var definition } when args.Secrets.TryGetValue(definition.Name, out var value):
                    secret.Add(variable.Name, value);
                    break;
                case PostgresVariable { Part: var part, Scheme: var scheme } when postgres is not null:
                    Grant(postgres.ClientLabels, postgres.Ready);
                    if (PlainPart(postgres, part) is { } value2)
                        plain.Add(variable.Name, value2);
                    else
                        secret.Add(variable.Name, part == PostgresPart.Url ? postgres.Url(scheme, $"{CaFolder}/{postgres.CaKey}") : postgres.Password);
                    break;
                case RedisVariable { Database: var database } when redis is not null:
                    Grant(redis.ClientLabels, redis.Ready);
                    secret.Add(variable.Name, redis.Url(database));
                    break;
                case QdrantVariable { Part: var part } when qdrant is not null:
                    Grant(qdrant.ClientLabels, qdrant.Ready);
                    if (part == QdrantPart.Url)
                        plain.Add(variable.Name, qdrant.Url);
                    else
                        secret.Add(variable.Name, qdrant.ApiKey);
                    break;
                case MySqlVariable { Part: var part } when args.Connections.MySql is { } mysql:
                    Grant(mysql.ClientLabels, mysql.Ready);
                    MySqlValues.Add(variable.Name, mysql, part, plain, secret);
                    break;
            }
        }

        return new WorkloadVariables
        {
            Plain = plain.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Secret = secret.ToImmutableSortedDictionary(StringComparer.Ordinal),
            ClientLabels = labels.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Needs = [.. needs],
            Database = workload.Variables.OfType<PostgresVariable>().Any() ? postgres : null,
            MySql = workload.Variables.OfType<MySqlVariable>().Any() ? args.Connections.MySql : null,
        };

        void Grant(Dictionary<string, string> clientLabels, Resource ready)
        {
            foreach (var (key, value) in clientLabels)
                labels[key] = value;
            needs.Add(ready);
        }
    }

    private static string? PlainPart(PostgresConnection connection, PostgresPart part) => part switch
    {
        PostgresPart.Host => connection.Host,
        PostgresPart.Port => $"{connection.Port}",
        PostgresPart.Database => connection.Database,
        PostgresPart.Username => connection.Username,
        _ => null,
    };
}
