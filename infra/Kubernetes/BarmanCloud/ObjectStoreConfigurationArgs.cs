using Pulumi;

namespace Infra.Kubernetes.BarmanCloud;

/// <summary>Where backups go, and how.</summary>
internal sealed class ObjectStoreConfigurationArgs : ResourceArgs
{
    /// <summary>The bucket and the path in it.</summary>
    [Input("destinationPath", required: true)]
    public Input<string> DestinationPath { get; set; } = null!;

    /// <summary>The address of an S3-compatible store. Default: AWS.</summary>
    [Input("endpointURL")]
    public Input<string>? EndpointURL { get; set; }

    /// <summary>What the store is opened with.</summary>
    [Input("s3Credentials")]
    public Input<S3CredentialsArgs>? S3Credentials { get; set; }

    /// <summary>How the write-ahead log is archived.</summary>
    [Input("wal")]
    public Input<WalArchiveArgs>? Wal { get; set; }

    /// <summary>How base backups are stored.</summary>
    [Input("data")]
    public Input<BaseBackupArgs>? Data { get; set; }
}
