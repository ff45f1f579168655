using System.Security.Cryptography;
using System.Text;
using StackPreview.Kinds;

namespace Infra.Kubernetes;

/// <summary>
/// The labels that objects bear and are found by (https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/).
/// </summary>
internal static class Labels
{
    /// <summary>The label that tells what an object belongs to, and by which pods are selected.</summary>
    public const string Name = KubernetesLabels.Name;

    /// <summary>
    /// The label of pods that is made from the content of their template: the pods of another version have another. It selects no pods of
    /// a workload, as that must never change.
    /// </summary>
    public const string ContentHash = "content-hash";

    private const string PartOf = "app.kubernetes.io/part-of";
    private const string ManagedBy = "app.kubernetes.io/managed-by";
    // https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
    private const int LongestValue = 63;
    private const int HashLength = 8;

    private const string ClientSuffix = "-client";
    private const string IsClient = "true";

    /// <summary>The labels of an object.</summary>
    public static Dictionary<string, string> Of(string name, string application) => new()
    {
        [Name] = ValueOf(name),
        [PartOf] = application,
        [ManagedBy] = "pulumi",
    };

    /// <summary>The labels by which the pods of a workload are selected. They never change.</summary>
    public static Dictionary<string, string> Selecting(string name) => new() { [Name] = ValueOf(name) };

    /// <summary>The label of pods that may connect to a data service.</summary>
    public static Dictionary<string, string> ClientOf(string service) => new() { [service + ClientSuffix] = IsClient };

    /// <summary>Whether the labels are those of the clients of a data service.</summary>
    public static bool AreOfClients(IReadOnlyDictionary<string, string> labels)
        => labels.Count > 0 && labels.All(label => label.Key.EndsWith(ClientSuffix, StringComparison.Ordinal) && label.Value == IsClient);

    /// <summary>The label that every namespace bears with its own name.</summary>
    public static Dictionary<string, string> OfNamespace(string name) => new() { [KubernetesLabels.NamespaceName] = name };

    // Names of objects may be longer than values of labels: of such a name, its beginning and a hash of it.
    private static string ValueOf(string name)
    {
        if (name.Length <= LongestValue)
            return name;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashLength];
        return $"{name[..(LongestValue - HashLength - 1)].TrimEnd('-')}-{hash}";
    }
}
