using StackPreview.Kinds;

namespace Infra.Kubernetes;

/// <summary>
/// The labels that objects bear and are found by (https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/).
/// </summary>
internal static class Labels
{
    /// <summary>The label that tells what an object belongs to, and by which pods are selected.</summary>
    public const string Name = KubernetesLabels.Name;

    private const string PartOf = "app.kubernetes.io/part-of";
    private const string ManagedBy = "app.kubernetes.io/managed-by";
    private const string ClientSuffix = "-client";
    private const string IsClient = "true";

    /// <summary>The labels of an object.</summary>
    public static Dictionary<string, string> Of(string name, string application) => new()
    {
        [Name] = name,
        [PartOf] = application,
        [ManagedBy] = "pulumi",
    };

    /// <summary>The labels by which the pods of a workload are selected. They never change.</summary>
    public static Dictionary<string, string> Selecting(string name) => new() { [Name] = name };

    /// <summary>The label of pods that may connect to a data service.</summary>
    public static Dictionary<string, string> ClientOf(string service) => new() { [service + ClientSuffix] = IsClient };

    /// <summary>Whether the labels are those of the clients of a data service.</summary>
    public static bool AreOfClients(IReadOnlyDictionary<string, string> labels)
        => labels.Count > 0 && labels.All(label => label.Key.EndsWith(ClientSuffix, StringComparison.Ordinal) && label.Value == IsClient);

    /// <summary>The label that every namespace bears with its own name.</summary>
    public static Dictionary<string, string> OfNamespace(string name) => new() { [KubernetesLabels.NamespaceName] = name };
}
