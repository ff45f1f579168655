using Infra.Settings;

namespace Infra.Tests.Support;

/// <summary>A stack that has all that the platform makes in an account of AWS: Postgres, bucket, secrets, repositories, records.</summary>
internal static class AccountStack
{
    private static readonly Lazy<Task<Preview>> Prod = new(() => RdsStack.PreviewAsync(SettingsOf("prod")));

    /// <summary>The preview of the reference's prod.</summary>
    public static Task<Preview> OfProdAsync() => Prod.Value;

    /// <summary>The settings of one.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="changed">What the file says otherwise: keys without their prefix; an empty value for what it does not say.</param>
    public static StackSettings SettingsOf(string environment, params (string Key, string Value)[] changed) => RdsStack.SettingsOf(
        environment,
        "reference",
        [
            ("aws", AccountWith(BucketStack.Aws)),
            ("objectStorage", BucketStack.Storage),
            ("secrets", StoredStack.OfAws),
            ("edge", """
                {
                  "domain": "example.com",
                  "route53": { "zoneId": "Z0123456789ABCDEFGHIJ", "target": "web-1.elb.eu-central-1.amazonaws.com" }
                }
                """),
            ("registry", """{ "server": "123456789012.dkr.ecr.eu-central-1.amazonaws.com", "path": "shop", "makesRepositories": true }"""),
            .. changed,
        ]);

    /// <summary>An account with recovery points for years.</summary>
    public static string AccountWith(string account)
        => account.Replace("{\n", "{\n  \"longTerm\": { \"retentionDays\": 400, \"isLocked\": true },\n", StringComparison.Ordinal);
}
