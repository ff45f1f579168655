using Pulumi;

namespace Infra.Kubernetes.BarmanCloud;

/// <summary>How base backups are stored.</summary>
internal sealed class BaseBackupArgs : ResourceArgs
{
    /// <summary>How they are compressed, such as <c>gzip</c>.</summary>
    [Input("compression")]
    public Input<string>? Compression { get; set; }

    /// <summary>How many files at a time.</summary>
    [Input("jobs")]
    public Input<int>? Jobs { get; set; }
}
