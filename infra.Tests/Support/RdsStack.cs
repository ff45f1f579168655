using System.Collections.Concurrent;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Tests.Support;

/// <summary>The stacks that tests run, with Postgres on RDS. Their previews are made once, and never changed.</summary>
internal static class RdsStack
{
    /// <summary>What these stacks begin with, where tests name a stack: <c>rds-prod</c>.</summary>
    public const string Prefix = "rds-";

    /// <summary>What the file says of the account.</summary>
    public const string Aws = """
        {
          "region": "eu-central-1",
          "accountId": "123456789012",
          "vpcId": "vpc-0a1b2c3d4e5f60718",
          "subnets": { "subnet-0a1b2c3d4e5f60718": "eu-central-1a", "subnet-0b1b2c3d4e5f60718": "eu-central-1b" },
          "subnetRanges": ["10.0.128.0/20", "10.0.144.0/20"],
          "clientSecurityGroup": "sg-0a1b2c3d4e5f60718",
          "tags": { "cost-center": "web" }
        }
        """;

    /// <summary>What it says of Postgres.</summary>
    public const string Postgres = """{ "provider": "rds" }""";

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
        foreach (var (key, value) in changed.Prepend(("postgres", Postgres)).Prepend(("aws", Aws)))
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
