using StackPreview.Kinds;

namespace Infra.Secrets;

/// <summary>The facts of the kinds of the External Secrets Operator.</summary>
internal static class ExternalSecretKinds
{
    private const string Group = "external-secrets.io";

    /// <summary>A Secret whose values come from a store.</summary>
    public static ResourceKind ExternalSecret { get; } = ResourceKind.Kubernetes($"{Group}/v1", "ExternalSecret");

    /// <summary>A store.</summary>
    public static ResourceKind SecretStore { get; } = ResourceKind.Kubernetes($"{Group}/v1", "SecretStore");

    /// <summary>Values of a Secret that are brought to a store.</summary>
    public static ResourceKind PushSecret { get; } = ResourceKind.Kubernetes($"{Group}/v1alpha1", "PushSecret") with
    {
        References = [new("secret", ReferenceFact.Secret)],
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ResourceKind> All { get; } = [ExternalSecret, SecretStore, PushSecret];
}
