using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Applications.Model;
using Infra.Data.Flexible;
using Infra.Data.Rds;
using Infra.Settings;
using Infra.Settings.Reading;
using Infra.Tests.Support;

namespace Infra.Tests.Engine;

/// <summary>
/// A stack with all that its first deployment needs: the committed stack file, an application, images, a canary of the next release, every
/// secret.
/// </summary>
/// <param name="Name">Its name, which is its environment's.</param>
/// <param name="Values">Its configuration as the engine hands it over: text, or JSON where it is structured, by full key.</param>
/// <param name="SecretKeys">The keys of what is encrypted.</param>
internal sealed record EngineStack(string Name, ImmutableSortedDictionary<string, string> Values, ImmutableSortedSet<string> SecretKeys)
{
    /// <summary>The project's name.</summary>
    public const string ProjectName = StackReading.ProjectName;

    /// <summary>What every secret value of these stacks has in it.</summary>
    public const string Canary = "canary-4711";

    /// <summary>The environment variable that the engine hands the values over in.</summary>
    public string ValuesText => JsonSerializer.Serialize(Values);

    /// <summary>The one that it hands the keys over in.</summary>
    public string SecretKeysText => JsonSerializer.Serialize(SecretKeys);

    /// <summary>Its settings, as the program reads them.</summary>
    public StackSettings Settings
        => Catalog.Default.Settings.Load(
            new StackConfiguration(
                ProjectName,
                Name,
                Values.ToImmutableSortedDictionary(
                    entry => entry.Key,
                    entry => new ConfigValue(entry.Value, SecretKeys.Contains(entry.Key), []),
                    StringComparer.Ordinal))
            {
                ProjectFolder = Repository.Root,
            },
            requireAll: true);

    /// <summary>The stack of an application in an environment.</summary>
    public static EngineStack Of(string application, string stack)
    {
        if (stack.StartsWith(AwsStack.Prefix, StringComparison.Ordinal))
        {
            var own = Of(application, stack[AwsStack.Prefix.Length..])
                .With("aws", RdsStack.Aws)
                .With("postgres", RdsStack.Postgres)
                .With("mysql", RdsMySqlStack.MySql)
                .With("redis", AwsStack.Redis);
            var bundle = RdsAuthority.Bundle.Name;
            return own.With(bundle, $"{Canary}-{bundle}") with { SecretKeys = own.SecretKeys.Add(KeyOf(bundle)) };
        }

        if (stack.StartsWith(AzureStack.Prefix, StringComparison.Ordinal))
        {
            var own = Of(application, stack[AzureStack.Prefix.Length..]);
            own = AzureStack.Services.Aggregate(own, (all, service) => all.With(service.Key, service.Value));
            var bundle = FlexibleServers.AuthorityBundle.Name;
            return own.With(bundle, $"{Canary}-{bundle}") with { SecretKeys = own.SecretKeys.Add(KeyOf(bundle)) };
        }

        var settings = Previews.SettingsOf(stack, application);
        var values = StackFile
            .Read(Repository.TestStacks, stack)
            .Values.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value.Text, StringComparer.Ordinal)
            .SetItem(KeyOf("application"), application)
            .SetItem(KeyOf("allowSourceSdk"), "true")
            .SetItem(KeyOf("cluster"), """{"context":"test","sharedStorageClass":"shared"}""")
            .SetItem(KeyOf("release"), ReleaseOf(settings).ToJsonString());
        var supplied = settings
            .Application.Secrets.OfType<SuppliedSecret>()
            .Concat(
                PlatformSecrets.Of(
                    hasBackupKeys: settings.ObjectStorage is { Own: null },
                    hasBackupCopies: settings.ObjectStorage?.CopyTo is not null,
                    hasRegistryUser: false,
                    hasFiles: settings.Files is not null,
                    hasRateLimitRedis: settings.Edge.RateLimitRedis is not null));
        var secrets = supplied.Distinct().ToDictionary(
            secret => KeyOf(secret.Name),
            secret => $"{(secret.IsHttpsAddress ? "https://" : "")}{Canary}-{secret.Name.ToLowerInvariant()}");
        return new EngineStack(stack, values.SetItems(secrets), [.. secrets.Keys]);
    }

    /// <summary>The stack without something that it says.</summary>
    public EngineStack Without(string key) => this with { Values = Values.Remove(KeyOf(key)), SecretKeys = SecretKeys.Remove(KeyOf(key)) };

    /// <summary>The stack with something else in plain text.</summary>
    public EngineStack With(string key, string value) => this with { Values = Values.SetItem(KeyOf(key), value) };

    private static string KeyOf(string name) => $"{ProjectName}:{name}";

    private static JsonObject ReleaseOf(StackSettings settings)
    {
        var application = settings.Application;
        var images = application.ImageNames.Where(name => application.ImageNamed(name).Published is null).Select(name => Image(name, '1'));
        var next = application
            .Services.Where(service => service is { IsPublic: true, IsSingleton: false })
            .Select(service => service.Image)
            .Distinct()
            .Select(name => Image(name, '2'));
        return new JsonObject
        {
            ["images"] = new JsonObject(images),
            ["canary"] = new JsonObject { ["percent"] = 10, ["images"] = new JsonObject(next) },
        };
    }

    private static KeyValuePair<string, JsonNode?> Image(string name, char digit)
        => KeyValuePair.Create(name, (JsonNode?)$"registry.example.com/{name}@sha256:{new string(digit, 64)}");
}
