using Infra.Settings;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Kubernetes;

/// <summary>The API server, as pods see it.</summary>
internal static class ApiServer
{
    /// <summary>
    /// The ConfigMap that Kubernetes puts into every namespace: the certificates that pods verify the API server with, under
    /// <see cref="RootCertificateKey"/> (https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/).
    /// </summary>
    public const string RootCertificates = "kube-root-ca.crt";

    /// <summary>The key of the certificates in <see cref="RootCertificates"/>.</summary>
    public const string RootCertificateKey = "ca.crt";

    // Where clients in a pod look for the token and what belongs to it.
    private const string AccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>The rule that lets pods out to it.</summary>
    public static NetworkPolicyEgressRuleArgs Egress(ClusterSettings cluster)
        => NetworkRules.To([.. cluster.ApiServerRanges.Select(NetworkRules.Addresses)], [.. cluster.ApiServerPorts]);

    /// <summary>
    /// A volume with a token of the pod's account, for an hour and renewed in time: for the one container that needs it, in a pod that is
    /// given none by itself.
    /// </summary>
    public static VolumeArgs Token(string volume) => new()
    {
        Name = volume,
        Projected = new ProjectedVolumeSourceArgs
        {
            Sources =
            {
                new VolumeProjectionArgs
                {
                    ServiceAccountToken = new ServiceAccountTokenProjectionArgs { Path = "token", ExpirationSeconds = 3600 },
                },
                new VolumeProjectionArgs
                {
                    ConfigMap = new ConfigMapProjectionArgs
                    {
                        Name = RootCertificates,
                        Items = { new KeyToPathArgs { Key = RootCertificateKey, Path = RootCertificateKey } },
                    },
                },
                new VolumeProjectionArgs
                {
                    DownwardAPI = new DownwardAPIProjectionArgs
                    {
                        Items =
                        {
                            new DownwardAPIVolumeFileArgs
                            {
                                Path = "namespace",
                                FieldRef = new ObjectFieldSelectorArgs { FieldPath = "metadata.namespace" },
                            },
                        },
                    },
                },
            },
        },
    };

    /// <summary>The mount of <see cref="Token"/>.</summary>
    public static VolumeMountArgs TokenMount(string volume) => new() { Name = volume, MountPath = AccountFolder, ReadOnly = true };
}
