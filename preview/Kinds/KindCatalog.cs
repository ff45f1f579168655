namespace StackPreview.Kinds;

/// <summary>The kinds that a program may use.</summary>
public sealed class KindCatalog
{
    private readonly Dictionary<string, ResourceKind> _byType = [];
    private readonly string _whereToAdd;

    /// <summary>Makes a catalog.</summary>
    /// <param name="kinds">
    /// The kinds. Of several of one type, the last: so facts are replaced, by a copy of the others' <c>with</c> one's own.
    /// </param>
    /// <param name="whereToAdd">Where others are added, for whoever uses one that is missing: the name of a file or a property.</param>
    public KindCatalog(IEnumerable<ResourceKind> kinds, string whereToAdd)
    {
        _whereToAdd = whereToAdd;
        foreach (var kind in kinds)
            _byType[kind.Type] = kind;
    }

    /// <summary>
    /// The built-in kinds of Kubernetes, those of Pulumi.Random, of images in Pulumi.Docker, some of Pulumi.Aws and Pulumi.AzureNative.
    /// </summary>
    public static IReadOnlyList<ResourceKind> BuiltIn { get; } =
        [.. KubernetesKinds.All, .. RandomKinds.All, .. DockerKinds.All, .. AwsKinds.All, .. AzureKinds.All];

    /// <summary>The functions of providers that a program may call.</summary>
    public static IReadOnlyList<FunctionKind> Functions { get; } = [.. AzureKinds.Functions];

    /// <summary>A catalog of the built-in kinds alone.</summary>
    public static KindCatalog Default { get; } = new(BuiltIn, "the catalog of kinds that the preview is given");

    /// <summary>The kinds.</summary>
    public IReadOnlyCollection<ResourceKind> All => _byType.Values;

    /// <summary>The kind of a type; null where the catalog has none.</summary>
    public ResourceKind? Find(string type) => _byType.GetValueOrDefault(type);

    /// <summary>The kind of a type that a program registers.</summary>
    /// <exception cref="PreviewException">The catalog has none.</exception>
    public ResourceKind Of(string type) => Find(type) ?? throw new PreviewException(Missing(type));

    /// <summary>What is said about a type that the catalog does not have.</summary>
    public string Missing(string type)
        => $"{type} is registered and has no facts; each type that a program registers has. Add a ResourceKind of it to {_whereToAdd}.";
}
