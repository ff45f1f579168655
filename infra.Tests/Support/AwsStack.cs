using System.Collections.Concurrent;
using Infra.Settings;

namespace Infra.Tests.Support;

/// <summary>The stacks that tests run, with all that AWS can run. Their previews are made once, and never changed.</summary>
internal static class AwsStack
{
    /// <summary>What these stacks begin with, where tests name a stack: <c>aws-prod</c>.</summary>
    public const string Prefix = "aws-";

    /// <summary>What the file says of Redis.</summary>
    public const string Redis = """{ "provider": "elasticache" }""";

    private static readonly ConcurrentDictionary<(string, string?), Lazy<Task<Preview>>> Known = new();

    /// <summary>The preview of one.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="application">The application. Default: the stack's own.</param>
    public static Task<Preview> OfAsync(string environment, string? application = null)
        => Known
            .GetOrAdd(
                (environment, application),
                _ => new Lazy<Task<Preview>>(() => RdsStack.PreviewAsync(SettingsOf(environment, application))))
            .Value;

    /// <summary>The settings of one.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="application">The application; null for the stack's own.</param>
    /// <param name="changed">What the file says otherwise: keys without their prefix; an empty value for what it does not say.</param>
    public static StackSettings SettingsOf(string environment, string? application, params (string Key, string Value)[] changed)
        => RdsStack.SettingsOf(environment, application, [("mysql", RdsMySqlStack.MySql), ("redis", Redis), .. changed]);
}
