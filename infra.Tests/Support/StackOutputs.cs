using System.Text.Json;
using Pulumi;

namespace Infra.Tests.Support;

/// <summary>What a stack gives out.</summary>
internal static class StackOutputs
{
    /// <summary>The outputs by name: text as it is, anything else as JSON.</summary>
    public static IReadOnlyDictionary<string, Output<string?>> Of(PlatformStack stack) => new Dictionary<string, Output<string?>>
    {
        ["environment"] = stack.Environment.Apply(value => (string?)value),
        ["namespace"] = stack.Namespace.Apply(value => (string?)value),
        ["apiUrl"] = stack.ApiUrl,
        ["images"] = stack.Images.Apply(value => (string?)JsonSerializer.Serialize(value)),
        ["postgresHost"] = stack.PostgresHost,
        ["postgresPort"] = stack.PostgresPort.Apply(value => value?.ToString()),
        ["postgresDatabase"] = stack.PostgresDatabase,
        ["postgresUrl"] = stack.PostgresUrl,
        ["postgresReadOnlyUrl"] = stack.PostgresReadOnlyUrl,
        ["postgresPoolerUrl"] = stack.PostgresPoolerUrl,
        ["postgresCaSecret"] = stack.PostgresCaSecret,
        ["postgresArchive"] = stack.PostgresArchive,
        ["postgresResourceId"] = stack.PostgresResourceId,
        ["redisHost"] = stack.RedisHost,
        ["redisUrl"] = stack.RedisUrl,
        ["redisResourceId"] = stack.RedisResourceId,
        ["qdrantUrl"] = stack.QdrantUrl,
        ["qdrantApiKey"] = stack.QdrantApiKey,
        ["mysqlHost"] = stack.MySqlHost,
        ["mysqlPort"] = stack.MySqlPort.Apply(value => value?.ToString()),
        ["mysqlDatabase"] = stack.MySqlDatabase,
        ["mysqlUrl"] = stack.MySqlUrl,
        ["mysqlResourceId"] = stack.MySqlResourceId,
    };
}
