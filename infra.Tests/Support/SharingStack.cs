using Infra.Applications.Model;
using Infra.Data.Postgres;
using Infra.Settings;

namespace Infra.Tests.Support;

/// <summary>The stack of an application whose companion has its database in the application's cluster.</summary>
internal static class SharingStack
{
    /// <summary>What its file says of the companion.</summary>
    public const string Companions = """{ "desk": { "postgres": { "provider": "shared" } } }""";

    private static readonly HealthProbes Health = new()
    {
        Startup = HealthProbe.Http("/"),
        Liveness = HealthProbe.Http("/"),
        Readiness = HealthProbe.Http("/ready"),
    };

    /// <summary>What the application needs.</summary>
    public static PostgresNeed Host { get; } = new("shop");

    /// <summary>What the companion needs.</summary>
    public static PostgresNeed Guest { get; } = new("desk") { AllowsSharedCluster = true };

    /// <summary>Its settings.</summary>
    /// <param name="environment">The environment's name.</param>
    /// <param name="companions">What the stack file says of companions.</param>
    /// <param name="own">What the application needs; null for no Postgres.</param>
    /// <param name="guest">What the companion needs.</param>
    /// <param name="configuration">What it says beside that.</param>
    public static StackSettings SettingsOf(
        string environment,
        string companions,
        PostgresNeed? own,
        PostgresNeed guest,
        params (string Key, string Value)[] configuration)
    {
        var application = new ApplicationDefinition
        {
            Name = "shop",
            Needs = own is null ? [] : [own],
            Services = [ServiceOf("api", own is not null) with { IsPublic = true }],
            Companions = [new CompanionDefinition { Name = "desk", Needs = [guest], Services = [ServiceOf("desk", connects: true)] }],
        };
        return CustomStack.SettingsOf(
            application,
            environment,
            [
                ("objectStorage", """{ "destination": "s3://backups/shop" }"""),
                ("edge", """{ "domain": "example.com" }"""),
                ("companions", companions),
                .. configuration,
            ]);
    }

    private static ServiceDefinition ServiceOf(string name, bool connects) => new()
    {
        Name = name,
        Image = "shop",
        Port = 8080,
        Health = Health,
        Pool = new ConnectionPool(5),
        Variables = connects ? [PostgresVariable.Url("DATABASE_URL")] : [],
    };
}
