using Pulumi;

namespace Infra.Kubernetes.Percona;

/// <summary>What a MySQL cluster is.</summary>
internal sealed class PerconaServerMySqlSpecArgs : ResourceArgs
{
    /// <summary>The version of the operator whose behaviour it has.</summary>
    [Input("crVersion")]
    public Input<string>? CrVersion { get; set; }

    /// <summary>The name of the secret with the passwords of the operator's own users.</summary>
    [Input("secretsName")]
    public Input<string>? SecretsName { get; set; }

    /// <summary>The name of the secret with the certificates, which the operator makes.</summary>
    [Input("sslSecretName")]
    public Input<string>? SslSecretName { get; set; }

    /// <summary>How instances are updated: <c>SmartUpdate</c> takes the primary last.</summary>
    [Input("updateStrategy")]
    public Input<string>? UpdateStrategy { get; set; }

    /// <summary>Whether the operator changes the versions of images by itself.</summary>
    [Input("upgradeOptions")]
    public Input<UpgradeOptionsArgs>? UpgradeOptions { get; set; }

    /// <summary>Whether volumes grow.</summary>
    [Input("storageScaling")]
    public Input<StorageScalingArgs>? StorageScaling { get; set; }

    /// <summary>What the certificate is for.</summary>
    [Input("tls")]
    public Input<TlsArgs>? Tls { get; set; }

    /// <summary>The instances.</summary>
    [Input("mysql")]
    public Input<MySqlPodsArgs>? MySql { get; set; }

    /// <summary>What clients connect to.</summary>
    [Input("proxy")]
    public Input<ProxyArgs>? Proxy { get; set; }

    /// <summary>Its backups.</summary>
    [Input("backup")]
    public Input<BackupArgs>? Backup { get; set; }
}
