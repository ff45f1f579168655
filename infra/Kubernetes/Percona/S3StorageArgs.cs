using Pulumi;

namespace Infra.Kubernetes.Percona;

/// <summary>A bucket.</summary>
internal sealed class S3StorageArgs : ResourceArgs
{
    /// <summary>Its name.</summary>
    [Input("bucket")]
    public Input<string>? Bucket { get; set; }

    /// <summary>The path in it.</summary>
    [Input("prefix")]
    public Input<string>? Prefix { get; set; }

    /// <summary>The region that requests are signed for.</summary>
    [Input("region")]
    public Input<string>? Region { get; set; }

    /// <summary>The address of an S3-compatible store. Default: AWS.</summary>
    [Input("endpointUrl")]
    public Input<string>? EndpointUrl { get; set; }

    /// <summary>The name of the secret with the keys <c>AWS_ACCESS_KEY_ID</c> and <c>AWS_SECRET_ACCESS_KEY</c>.</summary>
    [Input("credentialsSecret")]
    public Input<string>? CredentialsSecret { get; set; }
}
