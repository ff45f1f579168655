using Infra.Applications.Model;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Application;

/// <summary>The variables that tell a container of its pod (https://kubernetes.io/docs/concepts/workloads/pods/downward-api/).</summary>
internal static class PodFieldVariables
{
    /// <summary>The name of the variable of a field.</summary>
    public static string NameOf(PodField field) => field == PodField.Name ? "POD_NAME" : "POD_IP";

    /// <summary>The variable of a field.</summary>
    public static EnvVarArgs Of(PodField field) => new()
    {
        Name = NameOf(field),
        ValueFrom = new EnvVarSourceArgs
        {
            FieldRef = new ObjectFieldSelectorArgs { FieldPath = field == PodField.Name ? "metadata.name" : "status.podIP" },
        },
    };
}
