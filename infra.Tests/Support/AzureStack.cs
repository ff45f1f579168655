using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Tests.Support;

/// <summary>The stacks that tests run, with all that Azure can run on Azure. Their previews are made once, and never changed.</summary>
internal static class AzureStack
{
    /// <summary>What these stacks begin with, where tests name a stack: <c>azure-prod</c>.</summary>
    public const string Prefix = "azure-";

    /// <summary>What resource ids of the network begin with.</summary>
    public const string Network =
        "/subscriptions/01234567-89ab-cdef-0123-456789abcdef/resourceGroups/network/providers/Microsoft.Network";

    /// <summary>What the file says of the subscription.</summary>
    public const string Azure = $$"""
        {
          "location": "westeurope",
          "subscriptionId": "01234567-89ab-cdef-0123-456789abcdef",
          "nameSuffix": "a1b2",
          "subnets": {
            "mysql": "{{Network}}/virtualNetworks/main/subnets/mysql",
            "postgres": "{{Network}}/virtualNetworks/main/subnets/postgres",
            "redis": "{{Network}}/virtualNetworks/main/subnets/endpoints"
          },
          "privateDnsZones": {
            "mysql": "{{Network}}/privateDnsZones/shop.mysql.database.azure.com",
            "postgres": "{{Network}}/privateDnsZones/shop.postgres.database.azure.com",
            "redis": "{{Network}}/privateDnsZones/privatelink.redis.azure.net"
          },
          "subnetRanges": ["10.1.0.0/24", "10.1.1.0/24"],
          "alertEmails": ["team@example.com"],
          "tags": { "cost-center": "web" }
        }
        """;

    /// <summary>What it says of Postgres.</summary>
    public const string Postgres = """{ "provider": "flexible-server" }""";

    /// <summary>What it says of Redis.</summary>
    public const string Redis = """{ "provider": "managed-redis" }""";

    /// <summary>All of it, by key without its prefix.</summary>
    public static readonly ImmutableSortedDictionary<string, string> Services = ImmutableSortedDictionary<string, string>.Empty
        .Add("azure", Azure)
        .Add("mysql", """{ "provider": "flexible-server" }""")
        .Add("postgres", Postgres)
        .Add("redis", Redis);

    private static readonly ConcurrentDictionary<(string, string?), Lazy<Task<Preview>>> Known = new();

    /// <summary>The preview of one.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="application">The application. Default: the stack's own.</param>
    public static Task<Preview> OfAsync(string environment, string? application = null)
        => Known
            .GetOrAdd((environment, application), _ => new Lazy<Task<Preview>>(() => PreviewAsync(SettingsOf(environment, application))))
            .Value;

    /// <summary>The preview of settings.</summary>
    public static Task<Preview> PreviewAsync(StackSettings settings)
        => Preview.RunAsync(settings, settings.Environment.Name, Catalog.Default);

    /// <summary>The settings of one.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="application">The application; null for the stack's own.</param>
    /// <param name="changed">What the file says otherwise: keys without their prefix; an empty value for what it does not say.</param>
    public static StackSettings SettingsOf(string environment, string? application, params (string Key, string Value)[] changed)
    {
        var file = StackFile.Read(Repository.TestStacks, environment);
        var values = file.Values;
        foreach (var (key, value) in Services.Select(service => (service.Key, service.Value)).Concat(changed))
        {
            var full = $"{StackReading.ProjectName}:{key}";
            values = value.Length == 0 ? values.Remove(full) : values.SetItem(full, ConfigValue.Plain(value));
        }

        return Catalog.Default.Settings.Load(
            file with { Values = values, ProjectFolder = Repository.Root },
            requireAll: false,
            application);
    }
}
