namespace Infra.Settings;

/// <summary>The namespace of something that is installed in the cluster.</summary>
/// <param name="Key">Its key below <c>infra:cluster.namespaces</c>.</param>
/// <param name="Default">Where it is unless the stack file says otherwise.</param>
/// <param name="Meaning">What it sets, a sentence.</param>
public sealed record NamespaceSetting(string Key, string Default, string Meaning);
