using Pulumi;

namespace Infra.Kubernetes.BarmanCloud;

/// <summary>How the write-ahead log is archived.</summary>
internal sealed class WalArchiveArgs : ResourceArgs
{
    /// <summary>How it is compressed, such as <c>zstd</c>.</summary>
    [Input("compression")]
    public Input<string>? Compression { get; set; }

    /// <summary>How many files at a time.</summary>
    [Input("maxParallel")]
    public Input<int>? MaxParallel { get; set; }
}
