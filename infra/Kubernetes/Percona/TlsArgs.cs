using Pulumi;

namespace Infra.Kubernetes.Percona;

/// <summary>What the certificate of the cluster is for.</summary>
internal sealed class TlsArgs : ResourceArgs
{
    /// <summary>Hosts besides those of the instances.</summary>
    [field: Input("SANs")]
    public InputList<string> SubjectAlternativeNames
    {
        get => field ??= [];
        set;
    }
}
