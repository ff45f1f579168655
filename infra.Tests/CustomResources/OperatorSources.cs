using System.Collections.Immutable;
using Infra.Tests.Support;
using Sdk.Generator.Model;
using Sdk.Generator.Reading.Operators;

namespace Infra.Tests.CustomResources;

/// <summary>
/// The sources of the operators, read by what reads them while the program compiles: the fields of custom resources, and what the API
/// server holds them to. The program itself reads them nowhere.
/// </summary>
internal static class OperatorSources
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<OperatorSchema> All { get; } =
    [
        .. Directory.EnumerateFiles(Repository.PathOf("infra", "Kubernetes", "Operators"), "*.json")
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    /// <summary>The custom resources of all operators.</summary>
    public static IEnumerable<CustomResourceKind> Kinds => All.SelectMany(source => source.Kinds);

    /// <summary>A type of a source, by the name it has there.</summary>
    public static ObjectSchema Type(string @operator, string name)
        => All.Single(source => source.Operator == @operator).Types.Single(type => type.Class.Name == $"{name}Args");

    /// <summary>Whether a type of Pulumi is one of custom resources: Kubernetes' own groups have no dot, or end in k8s.io.</summary>
    public static bool IsCustom(string type)
        => type.Split(':') is ["kubernetes", var apiVersion, _]
            && apiVersion.Split('/')[0] is var group
            && group.Contains('.', StringComparison.Ordinal)
            && !group.EndsWith(".k8s.io", StringComparison.Ordinal);

    private static OperatorSchema Read(string file)
        => OperatorReader.Read(file, File.ReadAllText(file)).Schema
            ?? throw new InvalidDataException($"{file} has faults, which a build tells.");
}
