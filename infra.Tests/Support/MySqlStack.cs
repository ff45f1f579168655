using System.Collections.Concurrent;
using Infra.Applications.Model;
using Infra.Data.MySql;
using Infra.Settings;

namespace Infra.Tests.Support;

/// <summary>
/// Stacks of an application that needs MySQL, which none of the committed ones does. Their previews are made once, and never changed.
/// </summary>
internal static class MySqlStack
{
    /// <summary>What the stacks of this application begin with, where tests name a stack: <c>mysql-prod</c>.</summary>
    public const string Prefix = "mysql-";

    private static readonly ConcurrentDictionary<string, Lazy<Task<Preview>>> Known = new();

    /// <summary>The stacks, as tests name them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Repository.Stacks.Select(environment => Prefix + environment)];

    /// <summary>The application: a service, a worker that does not need the database, a migration.</summary>
    public static ApplicationDefinition Application { get; } = new()
    {
        // Like the committed one, so that the namespace is the same.
        Name = "reference",
        Needs = [new MySqlNeed("graph_data")],
        Services =
        [
            new ServiceDefinition
            {
                Name = "api",
                Image = "reference",
                Port = 3000,
                Health = Health(null),
                Variables =
                [
                    MySqlVariable.Url("DATABASE_URL"),
                    MySqlVariable.Host("DATABASE_HOST"),
                    MySqlVariable.Port("DATABASE_PORT"),
                    MySqlVariable.Database("DATABASE_NAME"),
                    MySqlVariable.Username("DATABASE_USER"),
                    MySqlVariable.Password("DATABASE_PASSWORD"),
                    MySqlVariable.CaFile("NODE_EXTRA_CA_CERTS"),
                ],
            },
        ],
        Workers = [new WorkerDefinition { Name = "worker", Image = "reference", Health = Health(8080) }],
        Jobs =
        [
            new JobDefinition
            {
                Name = "migrate",
                Image = "reference",
                Purpose = JobPurpose.Migration,
                Command = ["pnpm", "db:push"],
                Variables = [MySqlVariable.Url("DATABASE_URL"), MySqlVariable.CaFile("NODE_EXTRA_CA_CERTS")],
            },
        ],
    };

    /// <summary>The settings of a stack.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="configuration">What the stack file says besides where backups go.</param>
    public static StackSettings SettingsOf(string environment, params (string Key, string Value)[] configuration)
        => CustomStack.SettingsOf(
            Application,
            environment,
            [
                (
                    "objectStorage",
                    """{ "destination": "s3://backups/graph", "endpoint": "https://s3.example.com:9000", "region": "eu-central-1" }"""),
                .. configuration,
            ]);

    /// <summary>The preview of a stack of an environment.</summary>
    public static Task<Preview> OfAsync(string environment)
        => Known
            .GetOrAdd(environment, name => new Lazy<Task<Preview>>(() => Preview.RunAsync(SettingsOf(name), name, Catalog.Default)))
            .Value;

    private static HealthProbes Health(int? port)
        => new()
        {
            Port = port,
            Startup = HealthProbe.Http("/started"),
            Liveness = HealthProbe.Http("/live"),
            Readiness = HealthProbe.Http("/ready"),
        };
}
