namespace StackPreview;

/// <summary>What the Pulumi engine tells the programs that it starts, through their environment.</summary>
public static class PulumiEngine
{
    /// <summary>The variable that holds the configuration, a JSON object by full key.</summary>
    public const string ConfigurationVariable = "PULUMI_CONFIG";

    /// <summary>The variable that holds the full keys of the encrypted values, a JSON array.</summary>
    public const string SecretKeysVariable = "PULUMI_CONFIG_SECRET_KEYS";

    /// <summary>Whether the engine started this process: then the program is deployed, or previewed by the engine.</summary>
    public static bool HasStartedThisProcess => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("PULUMI_MONITOR"));
}
