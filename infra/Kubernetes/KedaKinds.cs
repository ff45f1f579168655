using StackPreview.Kinds;

namespace Infra.Kubernetes;

/// <summary>The facts of the kinds of KEDA.</summary>
internal static class KedaKinds
{
    private const string KedaApi = "keda.sh/v1alpha1";

    /// <summary>Scales a workload by what a scaler reads.</summary>
    public static ResourceKind ScaledObject { get; } = ResourceKind.Kubernetes(KedaApi, "ScaledObject");

    /// <summary>What a scaler proves itself with.</summary>
    public static ResourceKind TriggerAuthentication { get; } = ResourceKind.Kubernetes(KedaApi, "TriggerAuthentication") with
    {
        References = [new("secretTargetRef", ReferenceFact.Secret)],
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ResourceKind> All { get; } = [ScaledObject, TriggerAuthentication];
}
