using System.Globalization;
using Infra.Applications.Model;
using Infra.Data.Postgres;
using Infra.Data.Redis;

namespace Infra.Tests.Support;

/// <summary>Applications of many services. Their previews are made once, and never changed.</summary>
internal static class ManyServices
{
    /// <summary>How many services they have.</summary>
    public const int Count = 200;

    private static readonly Lazy<Task<Preview>> Chain = new(() => PreviewAsync(new ApplicationDefinition
    {
        Name = "many",
        Needs = [new PostgresNeed("many"), new RedisNeed()],
        Services =
        [
            .. Enumerable.Range(1, Count).Select(
                number => Service(number) with { IsPublic = true, CallsInternet = true, Calls = [NameOf((number % Count) + 1)] }),
        ],
    }));

    private static readonly Lazy<Task<Preview>> Crowd = new(() => PreviewAsync(new ApplicationDefinition
    {
        Name = "crowd",
        Companions =
        [
            .. Enumerable.Range(1, Count).Select(
                number => new CompanionDefinition
                {
                    Name = $"companion-{number}",
                    Needs = [new RedisNeed()],
                    Services = [Service(number)],
                }),
        ],
    }));

    /// <summary>Public services, each of which calls the next one, two data services and the internet.</summary>
    public static Task<Preview> OfOneProjectAsync() => Chain.Value;

    /// <summary>As many companions, each with a service and a data service.</summary>
    public static Task<Preview> OfManyProjectsAsync() => Crowd.Value;

    private static Task<Preview> PreviewAsync(ApplicationDefinition application) => Preview.RunAsync(
        CustomStack.SettingsOf(
            application,
            "prod",
            ("edge", """{"domain": "example.com"}"""),
            ("objectStorage", """{"destination": "s3://backups/many"}""")),
        "prod", Catalog.Default);

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"service-with-a-rather-long-name-{number}");

    private static ServiceDefinition Service(int number) => new()
    {
        Name = NameOf(number),
        Image = "many",
        Port = 8000 + number,
        Health = new HealthProbes
        {
            Startup = HealthProbe.Http("/started"),
            Liveness = HealthProbe.Http("/live"),
            Readiness = HealthProbe.Http("/ready"),
        },
        Variables = [Variable.Plain("NUMBER", $"{number}"), RedisVariable.Url("REDIS_URL")],
    };
}
