using Infra.Settings;

namespace Infra.Tests.Support;

/// <summary>The stacks that tests run, with a bucket of S3 of their own for backups.</summary>
internal static class BucketStack
{
    /// <summary>What these stacks begin with, where tests name a stack: <c>bucket-prod</c>.</summary>
    public const string Prefix = "bucket-";

    /// <summary>What the file says of the object storage.</summary>
    public const string Storage = """{ "provider": "s3", "destination": "s3://example-backups/shop", "s3": { "lockDays": 7 } }""";

    private static readonly Lazy<Task<Preview>> Prod = new(() => PreviewAsync(SettingsOf("prod", "reference")));

    /// <summary>What the file says of the account, with the cluster of EKS.</summary>
    public static string Aws { get; } = AwsWith("\"clusterName\": \"web\"");

    /// <summary>The account, where pods have roles by tokens of the cluster.</summary>
    public static string AwsByTokens { get; } = AwsWith(
        "\"identity\": \"irsa\", "
            + "\"oidcProvider\": \"arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0A1B\"");

    /// <summary>The preview of the reference's prod.</summary>
    public static Task<Preview> OfProdAsync() => Prod.Value;

    /// <summary>The preview of settings.</summary>
    public static Task<Preview> PreviewAsync(StackSettings settings) => RdsStack.PreviewAsync(settings);

    /// <summary>The settings of one.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="application">The application; null for the stack's own.</param>
    /// <param name="changed">What the file says otherwise: keys without their prefix; an empty value for what it does not say.</param>
    public static StackSettings SettingsOf(string environment, string? application, params (string Key, string Value)[] changed)
        => RdsStack.SettingsOf(environment, application, [("postgres", ""), ("aws", Aws), ("objectStorage", Storage), .. changed]);

    private static string AwsWith(string lines) => RdsStack.Aws.Replace("{\n", $"{{\n  {lines},\n", StringComparison.Ordinal);
}
