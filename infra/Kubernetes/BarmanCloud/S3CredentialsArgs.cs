using Pulumi;

namespace Infra.Kubernetes.BarmanCloud;

/// <summary>What an S3 store is opened with.</summary>
internal sealed class S3CredentialsArgs : ResourceArgs
{
    /// <summary>The access key.</summary>
    [Input("accessKeyId")]
    public Input<SecretKeySelectorArgs>? AccessKeyId { get; set; }

    /// <summary>The secret key.</summary>
    [Input("secretAccessKey")]
    public Input<SecretKeySelectorArgs>? SecretAccessKey { get; set; }

    /// <summary>The region.</summary>
    [Input("region")]
    public Input<SecretKeySelectorArgs>? Region { get; set; }
}
