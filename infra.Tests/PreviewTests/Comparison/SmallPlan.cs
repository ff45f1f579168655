using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StackPreview.Comparison;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Tests.PreviewTests.Comparison;

/// <summary>Plans of one object, for one rule each.</summary>
internal static class SmallPlan
{
    private const string StackUrn = "urn:pulumi:prod::infra::pulumi:pulumi:Stack::infra-prod";

    private static readonly PlannedOptions Plain = new();

    /// <summary>A plan with one object, that is named <c>thing</c> in the program and in the cluster.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="inputs">Its inputs besides kind, name and namespace, as JSON.</param>
    /// <param name="options">Its options. Default: none.</param>
    public static Plan Of(string kind, string inputs, PlannedOptions? options = null)
    {
        var json = Parse(inputs);
        json["kind"] = kind;
        json["metadata"] ??= new JsonObject { ["name"] = "thing", ["namespace"] = "shop-prod" };
        return Of(new PlannedResource
        {
            Facts = FactsOf(kind),
            Name = "thing",
            Urn = $"urn:pulumi:prod::infra::kubernetes:test/v1:{kind}::thing",
            Parent = StackUrn,
            Inputs = json,
            Options = options ?? Plain,
            Dependencies = [],
            ObjectName = json["metadata"]!["name"]?.ToString() ?? "thing-00000000",
        });
    }

    /// <summary>A plan with resources of Pulumi.Random.</summary>
    /// <param name="type">Their type's last part.</param>
    /// <param name="inputs">Their inputs.</param>
    /// <param name="names">Their names.</param>
    public static Plan OfRandom(string type, string inputs, params IEnumerable<string> names)
        => Of([
            .. names.Select(name => new PlannedResource
            {
                Facts = Catalog.Default.Kinds.Find($"random:index/{char.ToLowerInvariant(type[0])}{type[1..]}:{type}")
                    ?? ResourceKind.Unknown($"random:index/{type}:{type}"),
                Name = name,
                Urn = $"urn:pulumi:prod::infra::random:index/{type}:{type}::{name}",
                Parent = StackUrn,
                Inputs = Parse(inputs),
                Options = Plain,
                Dependencies = [],
            }),
        ]);

    /// <summary>A plan with one object, and the provider that deploys it.</summary>
    /// <param name="provider">The provider's inputs.</param>
    /// <param name="kind">The object's kind.</param>
    /// <param name="inputs">Its inputs.</param>
    public static Plan DeployedBy(string provider, string kind, string inputs)
    {
        var deploying = Provider(provider).Resources[1];
        return Of(deploying, Of(kind, inputs, new PlannedOptions { Provider = deploying.Urn }).Resources[1]);
    }

    /// <summary>A plan with a provider.</summary>
    /// <param name="inputs">Its inputs.</param>
    public static Plan Provider(string inputs) => Of(new PlannedResource
    {
        Facts = KubernetesKinds.Provider,
        Name = "cluster",
        Urn = "urn:pulumi:prod::infra::pulumi:providers:kubernetes::cluster",
        Parent = StackUrn,
        Inputs = Parse(inputs),
        Options = Plain,
        Dependencies = [],
    });

    /// <summary>A plan with these resources.</summary>
    public static Plan Of(params ImmutableArray<PlannedResource> resources)
    {
        var stack = new PlannedResource
        {
            Facts = ResourceKind.Component("pulumi:pulumi:Stack"),
            Name = "infra-prod",
            Urn = StackUrn,
            Parent = null,
            Inputs = [],
            Options = Plain,
            Dependencies = [],
        };
        return new Plan
        {
            Stack = "prod",
            Environment = "prod",
            Application = "shop",
            Namespace = "shop-prod",
            ProtectsData = true,
            Resources = [stack, .. resources],
            Outputs = ImmutableSortedDictionary<string, JsonNode?>.Empty,
        };
    }

    /// <summary>The plan as that of another stack.</summary>
    public static Plan InStack(this Plan plan, string stack)
        => plan with
        {
            Stack = stack,
            Environment = stack,
            Namespace = $"shop-{stack}",
            Resources =
            [
                .. plan.Resources.Select(resource =>
                    resource with
                    {
                        Urn = Renamed(resource.Urn, stack),
                        Parent = resource.Parent is null ? null : Renamed(resource.Parent, stack),
                        Inputs = Parse(Renamed(resource.Inputs.ToJsonString(), stack)),
                    }),
            ],
        };

    /// <summary>What becomes of the one object; null for nothing.</summary>
    public static ResourceChange? ChangeOf(Plan before, Plan after) => StackChange.Between(before, after).Resources.SingleOrDefault();

    /// <summary>What becomes of an object whose inputs change.</summary>
    public static ResourceChange? ChangeOf(string kind, string before, string after, PlannedOptions? options = null)
        => ChangeOf(Of(kind, before, options), Of(kind, after, options));

    /// <summary>The fields that differ, as people read them.</summary>
    public static IEnumerable<string> LinesOf(ResourceChange? change)
        => change?.Fields.Select(field => $"{field.Path}: {StackPreview.Rendering.ChangeWording.Difference(change, field)}") ?? [];

    // A kind that nobody knows holds nothing and means nothing, as far as is known.
    private static ResourceKind FactsOf(string kind)
        => Catalog.Default.Kinds.All.FirstOrDefault(known => known.Kind == kind) ?? ResourceKind.Kubernetes("test/v1", kind);

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    private static string Renamed(string text, string stack)
        => text.Replace("pulumi:prod:", $"pulumi:{stack}:", StringComparison.Ordinal)
            .Replace("infra-prod", $"infra-{stack}", StringComparison.Ordinal)
            .Replace("shop-prod", $"shop-{stack}", StringComparison.Ordinal);
}
