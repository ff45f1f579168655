using Pulumi;

namespace Infra.Kubernetes.CloudNativePg;

/// <summary>The server's configuration.</summary>
internal sealed class PostgresConfigurationArgs : ResourceArgs
{
    /// <summary>Settings of postgresql.conf; the values are text.</summary>
    [field: Input("parameters")]
    public InputMap<string> Parameters
    {
        get => field ??= [];
        set;
    }

    /// <summary>Lines of pg_hba.conf, before the operator's own last one.</summary>
    [field: Input("pg_hba")]
    public InputList<string> HostBasedAuthentication
    {
        get => field ??= [];
        set;
    }
}
