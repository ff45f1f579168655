using Infra.Settings;

namespace Infra.Tests.Support;

/// <summary>The stacks that tests run, with some secrets in a store.</summary>
internal static class StoredStack
{
    /// <summary>What these stacks begin with, where tests name a stack: <c>stored-prod</c>.</summary>
    public const string Prefix = "stored-";

    /// <summary>What the file says of a store of AWS.</summary>
    public const string OfAws = """
        {
          "provider": "aws",
          "path": "shop/prod",
          "stored": { "LLM_API_KEY": 1, "SLACK_WEBHOOK_URL": 1 },
          "pushPath": "shop/prod-made",
          "aws": { "controllerRole": "arn:aws:iam::123456789012:role/external-secrets" }
        }
        """;

    private static readonly Lazy<Task<Preview>> Prod = new(() => Preview.RunAsync(SettingsOf("prod", OfAws), "prod", Catalog.Default));

    /// <summary>The preview of the reference's prod.</summary>
    public static Task<Preview> OfProdAsync() => Prod.Value;

    /// <summary>The settings of one.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="secrets">What the file says of the store.</param>
    /// <param name="changed">What the file says otherwise: keys without their prefix; an empty value for what it does not say.</param>
    public static StackSettings SettingsOf(string environment, string secrets, params (string Key, string Value)[] changed)
        => RdsStack.SettingsOf(environment, "reference", [("postgres", ""), ("aws", BucketStack.Aws), ("secrets", secrets), .. changed]);
}
