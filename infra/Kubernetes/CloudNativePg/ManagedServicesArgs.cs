using Pulumi;

namespace Infra.Kubernetes.CloudNativePg;

/// <summary>The services of a cluster.</summary>
internal sealed class ManagedServicesArgs : ResourceArgs
{
    /// <summary>Those that are left out: <c>r</c>, <c>ro</c>.</summary>
    [field: Input("disabledDefaultServices")]
    public InputList<string> DisabledDefaultServices
    {
        get => field ??= [];
        set;
    }
}
