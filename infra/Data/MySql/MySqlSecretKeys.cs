using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Data.MySql;

/// <summary>The keys of the secret with the passwords that pods are given.</summary>
internal static class MySqlSecretKeys
{
    /// <summary>The password of the application's user.</summary>
    public const string Password = "password";

    /// <summary>The password of the exporter's user.</summary>
    public const string MonitorPassword = "monitor-password";

    /// <summary>The password of root.</summary>
    public const string RootPassword = "root-password";

    /// <summary>A variable whose value is a key of a secret.</summary>
    public static EnvVarArgs Variable(string variable, Input<string> secret, string key) => new()
    {
        Name = variable,
        ValueFrom = new EnvVarSourceArgs { SecretKeyRef = new SecretKeySelectorArgs { Name = secret, Key = key } },
    };
}
