namespace StackPreview.Kinds;

/// <summary>Labels that Kubernetes itself gives a meaning.</summary>
public static class KubernetesLabels
{
    /// <summary>
    /// The name of what an object belongs to, such as a workload.
    /// https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
    /// </summary>
    public const string Name = "app.kubernetes.io/name";

    /// <summary>The label that every namespace bears with its own name.</summary>
    public const string NamespaceName = "kubernetes.io/metadata.name";
}
