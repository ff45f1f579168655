using Infra.Applications.Model;
using Infra.Data.Postgres;
using Infra.Data.Redis;
using Infra.Settings;

namespace Infra.Tests.Support;

/// <summary>An application that has of the model what the applications of the catalog have not, with a release that has it all.</summary>
internal static class Showcase
{
    /// <summary>Its name.</summary>
    public const string Name = "showcase";

    private const string Image = "shop";

    private static readonly HealthProbes Health = new() { Liveness = HealthProbe.Http("/live"), Readiness = HealthProbe.Http("/ready") };

    private static readonly Variable Database = PostgresVariable.Url("DATABASE_URL");

    private static readonly VolumeDefinition Letters = new("letters", "1Gi");

    private static readonly VolumeDefinition Pictures = new("pictures", "10Gi") { IsShared = true };

    /// <summary>The application.</summary>
    public static ApplicationDefinition Definition { get; } = new()
    {
        Name = Name,
        Images = [new ImageDefinition("exporter") { Published = "docker.io/example/exporter:1.2.3" }],
        Needs = [new PostgresNeed("shop"), new RedisNeed { CaParameter = "ssl_ca_certs" }],
        Companions =
        [
            new CompanionDefinition
            {
                Name = "desk",
                Needs = [new RedisNeed()],
                Services =
                [
                    new ServiceDefinition
                    {
                        Name = "desk",
                        Image = "exporter",
                        Port = 3000,
                        Health = Health,
                        SecurityExemption = new PodSecurityExemption("It was made to run as root.")
                        {
                            RunsAsRoot = true,
                            WritesToRoot = true,
                        },
                        Variables = [RedisVariable.Url("REDIS_URL")],
                    },
                ],
            },
        ],
        Services =
        [
            new ServiceDefinition
            {
                Name = "web",
                Image = Image,
                Port = 8000,
                IsPublic = true,
                Health = Health,
                MetricsPath = "/metrics",
                Volumes = [new VolumeMount(Pictures, "/var/pictures") { IsReadOnly = true }],
                Variables =
                [
                    Database,
                    Variable.ServiceUrl("DESK_URL", "desk"),
                    Variable.Secret(SecretDefinition.Generated("API_KEY", SecretShape.Base64Url(48), keepsPrevious: true)),
                ],
            },
        ],
        Workers =
        [
            new WorkerDefinition
            {
                Name = "sorter",
                Image = Image,
                Replicas = new ReplicaRange(1, 5),
                Queue = new RedisList("letters", LengthPerReplica: 50),
                CallsInternet = true,
                Health = new HealthProbes { Liveness = HealthProbe.Process("It has no port."), Readiness = HealthProbe.Run("true") },
                Variables = [RedisVariable.Url("REDIS_URL")],
            },
            new WorkerDefinition
            {
                Name = "postman",
                Image = Image,
                IsSingleton = true,
                CallsInternet = true,
                InternetPorts = [443, 587],
                Health = new HealthProbes { Liveness = HealthProbe.Process("It has no port."), Readiness = HealthProbe.Run("true") },
                Volumes = [new VolumeMount(Letters, "/var/letters")],
                Sidecars =
                [
                    new SidecarDefinition
                    {
                        Name = "exporter",
                        Image = "exporter",
                        Port = 9000,
                        Liveness = HealthProbe.Http("/"),
                        MetricsPath = "/metrics",
                    },
                ],
                Init =
                [
                    new InitStep
                    {
                        Name = "fetch",
                        Image = Image,
                        Command = ["fetch"],
                        Resources = new ResourceAmounts { Scratch = "2Gi" },
                        SecretFiles = [new SecretFile("/run/secrets/token", SecretDefinition.Supplied("FETCH_TOKEN"))],
                        Volumes = [new VolumeMount(Pictures, "/var/pictures")],
                    },
                ],
                Variables = [RedisVariable.Url("REDIS_URL"), Variable.LongEnvironment("STAGE")],
            },
        ],
        Jobs =
        [
            new JobDefinition
            {
                Name = "migrate",
                Image = Image,
                Command = ["migrate"],
                Purpose = JobPurpose.Migration,
                BacksUpFirst = true,
                Variables = [Database],
            },
            new JobDefinition
            {
                Name = "load",
                Image = Image,
                Command = ["compare"],
                Purpose = JobPurpose.Import,
                Init = [new InitStep { Name = "copy", Image = Image, Command = ["copy"] }],
                Variables = [Database],
            },
            new JobDefinition
            {
                Name = "verify",
                Image = Image,
                Command = ["verify"],
                Purpose = JobPurpose.Verification,
                Variables = [Variable.ServiceUrl("WEB_URL", "web")],
            },
            new JobDefinition
            {
                Name = "report",
                Image = Image,
                Command = ["report"],
                Purpose = JobPurpose.Scheduled,
                Schedule = "0 6 * * 1",
                Variables = [Database],
            },
            new JobDefinition
            {
                Name = "export",
                Image = Image,
                Command = ["export"],
                Purpose = JobPurpose.OnDemand,
                Variables = [Database],
            },
        ],
    };

    /// <summary>The settings of a release with a canary and an import, from a registry with a password.</summary>
    /// <param name="environment">The environment's name.</param>
    /// <param name="canaryPercent">The share of the canary; 0 for none.</param>
    public static StackSettings SettingsOf(string environment, int canaryPercent = 10)
        => SettingsOf(Definition, environment, canaryPercent);

    /// <summary>The same of another application that runs its images.</summary>
    /// <param name="application">The application.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="canaryPercent">The share of the canary; 0 for none.</param>
    public static StackSettings SettingsOf(ApplicationDefinition application, string environment, int canaryPercent = 10)
        => CustomStack.SettingsOf(
            application,
            environment,
            ("cluster", """{"namespaces": {"keda": "keda"}}"""),
            ("edge", """{"domain": "example.com"}"""),
            ("objectStorage", """{"destination": "s3://example-backups/showcase"}"""),
            ("redis", """{"tls": "required"}"""),
            ("registry", """{"server": "registry.example.com", "username": "robot"}"""),
            (
                "release",
                $$$"""
                {
                  "images": {"shop": "registry.example.com/shop@sha256:{{{Digest('1')}}}"},
                  "canary": {"percent": {{{canaryPercent}}}, "images": {"shop": "registry.example.com/shop@sha256:{{{Digest('2')}}}"}},
                  "imports": ["load"]
                }
                """));

    private static string Digest(char digit) => new(digit, 64);
}
