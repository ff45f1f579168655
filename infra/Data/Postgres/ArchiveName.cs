using System.Collections.Immutable;
using Pulumi;
using Pulumi.Random;
using StackPreview.Json;
using StackPreview.Plans;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Data.Postgres;

/// <summary>
/// The name that a cluster archives under (serverName): the folder below the destination that its base backups and its write-ahead log
/// are in. A cluster that is made anew may not have that of an earlier one, as it archives nothing where something is archived already
/// (https://cloudnative-pg.io/plugin-barman-cloud/docs/parameters/); so the name ends in a token that is made with the cluster.
/// </summary>
internal static class ArchiveName
{
    /// <summary>The parameter of the plugin that holds it. Unless set, the cluster's name is taken.</summary>
    public const string Parameter = "serverName";

    /// <summary>The annotation of the cluster that says it.</summary>
    public const string Annotation = "postgres-archive";

    private const int TokenLength = 6;

    /// <summary>
    /// The changes that a cluster which exists does not get: it archives where it has always done, also where it was made before names had
    /// tokens.
    /// </summary>
    public static ImmutableArray<string> Kept { get; } =
        [$"spec.plugins[0].parameters.{Parameter}", $"metadata.annotations[\"{Annotation}\"]"];

    /// <summary>Declares the token of a cluster, and so the name that it gets when it is made.</summary>
    /// <param name="cluster">The cluster's name.</param>
    /// <param name="parent">The component that both are parts of.</param>
    public static Output<string> Declare(string cluster, Resource parent)
    {
        var token = new RandomString(
            $"{cluster}-incarnation",
            new RandomStringArgs { Length = TokenLength, Special = false, Upper = false },
            new CustomResourceOptions { Parent = parent });
        return Output.Format($"{cluster}-{token.Result}");
    }

    /// <summary>The name that a cluster really archives under.</summary>
    public static Output<string> Of(CustomResource cluster, string name)
        => cluster.Metadata.Apply(metadata => metadata?.Annotations?.GetValueOrDefault(Annotation) ?? name);

    /// <summary>Whether a name tells a major version: <c>postgres-v18</c>.</summary>
    public static bool Carries(string? name, int version)
        => name?.Split('-').Any(part => part == $"{version}" || part == $"v{version}") == true;

    /// <summary>Whether a cluster of a plan keeps the name that it has, whatever is declared.</summary>
    public static bool IsKept(PlannedResource cluster) => Kept.All(cluster.Options.IgnoreChanges.Contains);

    /// <summary>The name that a cluster of a plan is declared to archive under.</summary>
    public static string In(PlannedResource cluster)
        => cluster.Inputs
            .Items("spec.plugins")
            .Select(plugin => plugin.Text($"parameters.{Parameter}"))
            .FirstOrDefault(name => name.Length > 0, cluster.ObjectName!);
}
