using System.Collections.Concurrent;
using Infra.Settings;

namespace Infra.Tests.Support;

/// <summary>The stacks of <see cref="MySqlStack"/>, with MySQL on RDS. Their previews are made once, and never changed.</summary>
internal static class RdsMySqlStack
{
    /// <summary>What these stacks begin with, where tests name a stack: <c>rds-mysql-prod</c>.</summary>
    public const string Prefix = "rds-mysql-";

    /// <summary>What the file says of MySQL.</summary>
    public const string MySql = """{ "provider": "rds" }""";

    private static readonly ConcurrentDictionary<string, Lazy<Task<Preview>>> Known = new();

    /// <summary>The preview of one.</summary>
    /// <param name="environment">The environment.</param>
    public static Task<Preview> OfAsync(string environment)
        => Known
            .GetOrAdd(environment, name => new Lazy<Task<Preview>>(() => PreviewAsync(SettingsOf(name))))
            .Value;

    /// <summary>The preview of settings.</summary>
    public static Task<Preview> PreviewAsync(StackSettings settings)
        => Preview.RunAsync(settings, settings.Environment.Name, Catalog.Default);

    /// <summary>The settings of one.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="mysql">What the file says of MySQL. Default: that RDS runs it.</param>
    /// <param name="changed">What it says besides.</param>
    public static StackSettings SettingsOf(string environment, string mysql = MySql, params (string Key, string Value)[] changed)
        => MySqlStack.SettingsOf(environment, [("aws", RdsStack.Aws), ("mysql", mysql), .. changed]);
}
