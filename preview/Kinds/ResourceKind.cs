using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pulumi.Testing;
using StackPreview.Json;

namespace StackPreview.Kinds;

/// <summary>
/// The facts of a type of resources: what a preview, its checks and a comparison know about it. They stand here once; whoever has a
/// question about a resource asks its kind. Paths lead from a resource's inputs, <c>spec.template</c>; in lists of paths, <c>[*]</c> is
/// each item of a list or each entry of a map: <c>spec.containers[*].image</c>. Default of each fact: it does not apply.
/// </summary>
/// <param name="Type">The type token, such as <c>kubernetes:apps/v1:Deployment</c>.</param>
public sealed record ResourceKind(string Type)
{
    private const string KubernetesPackage = "kubernetes:";

    /// <summary>
    /// The kind of the Kubernetes object, such as <c>Deployment</c>; empty for what is none. Default: the last part of a token of the
    /// Kubernetes package.
    /// </summary>
    public string Kind { get; init; } =
        Type.StartsWith(KubernetesPackage, StringComparison.Ordinal) ? Type[(Type.LastIndexOf(':') + 1)..] : "";

    /// <summary>Whether it only groups other resources. Components need no facts.</summary>
    public bool IsComponent { get; private init; }

    /// <summary>Whether nothing is known of it but its type, as of a plan that an earlier version of a program wrote.</summary>
    public bool IsUnknown { get; private init; }

    /// <summary>
    /// The outputs that the engine gives back for it where there is no engine, by their names on the wire. Secret ones are secret outputs.
    /// Default: the metadata of a Kubernetes object, whose name Pulumi makes where the program gives none; nothing for anything else.
    /// </summary>
    public Func<MockResourceArgs, IDictionary<string, object>> Outputs { get; init; }
        = Type.StartsWith(KubernetesPackage, StringComparison.Ordinal) ? OfflineOutputs.OfObject : OfflineOutputs.None;

    /// <summary>Whether it generates a value, which is another one where it is declared differently.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>Whether it always holds data, which is lost with it.</summary>
    public bool HoldsData { get; init; }

    /// <summary>Where it says <c>true</c> where its data may go, although data is protected.</summary>
    public string? ReleasedBy { get; init; }

    /// <summary>The list that says that it holds data, as soon as it has items.</summary>
    public string? HoldsDataIn { get; init; }

    /// <summary>The paths whose changes replace it, besides those that name every Kubernetes object; <c>*</c> for all of them.</summary>
    public ImmutableArray<string> ReplacedBy { get; init; } = [];

    /// <summary>What replaces it where it is immutable.</summary>
    public ContentFact? Content { get; init; }

    /// <summary>The paths whose changes replace its pods.</summary>
    public ImmutableArray<string> RestartsPods { get; init; } = [];

    /// <summary>The sizes of its volumes, which only grow.</summary>
    public ImmutableArray<VolumeSizeFact> VolumeSizes { get; init; } = [];

    /// <summary>
    /// The images whose major version only rises, as nothing else reads the files of a newer one; of what holds no data, it may go down as
    /// well.
    /// </summary>
    public ImmutableArray<VersionFact> Versions { get; init; } = [];

    /// <summary>How long the pods that it makes live.</summary>
    public PodLife PodLife { get; init; }

    /// <summary>Where the template of its pods stands; the empty path where it is a pod itself.</summary>
    public string? PodTemplate { get; init; }

    /// <summary>Where it says which pods it selects.</summary>
    public SelectorFact? Selector { get; init; }

    /// <summary>Where it says how many instances it has.</summary>
    public string? Instances { get; init; }

    /// <summary>The images that it names outside of a pod template.</summary>
    public ImmutableArray<string> Images { get; init; } = [];

    /// <summary>The requests and limits of containers outside of a pod template.</summary>
    public ImmutableArray<ContainerResourcesFact> ContainerResources { get; init; } = [];

    /// <summary>Where it declares disruption budgets that an operator makes of it.</summary>
    public ImmutableArray<DisruptionBudgetFact> DisruptionBudgets { get; init; } = [];

    /// <summary>The fields that name Secrets and ConfigMaps.</summary>
    public ImmutableArray<ReferenceFact> References { get; init; } = [];

    /// <summary>The maps whose values are secret, whatever the program says of them.</summary>
    public ImmutableArray<string> SecretMaps { get; init; } = [];

    /// <summary>
    /// The paths at which secrets belong, besides these maps: there the engine keeps them encrypted, and nobody else reads them.
    /// </summary>
    public ImmutableArray<string> SecretPaths { get; init; } = [];

    /// <summary>A kind of a Kubernetes API, of the cluster's own or of an operator's: its token is that of Pulumi.Kubernetes.</summary>
    /// <param name="apiVersion">The API's group and version, such as <c>apps/v1</c>; of the core group, <c>core/v1</c>.</param>
    /// <param name="kind">The kind.</param>
    public static ResourceKind Kubernetes(string apiVersion, string kind) => new($"{KubernetesPackage}{apiVersion}:{kind}");

    /// <summary>A type of components.</summary>
    public static ResourceKind Component(string type) => new(type) { Kind = "", IsComponent = true };

    /// <summary>A type of which nothing is known.</summary>
    public static ResourceKind Unknown(string type) => new(type) { IsUnknown = true };

    /// <summary>Whether a resource with these inputs holds data.</summary>
    public bool HoldsDataWith(JsonObject inputs) => HoldsData || (HoldsDataIn is { } list && inputs.Items(list).Any());

    /// <summary>Facts are the same where they are one object: there is one for a type.</summary>
    public bool Equals(ResourceKind? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Type.GetHashCode(StringComparison.Ordinal);
}
