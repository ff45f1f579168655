using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;
using StackPreview.Rendering;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Applications;

/// <summary>
/// An application in a stack, as the YAML says that people would apply: read back from the manifests, as a cluster reads them.
/// </summary>
internal sealed class RenderedStack
{
    private static readonly string[] WorkloadKinds = ["Deployment", "StatefulSet", "Job", "CronJob"];

    private readonly Plan _plan;
    private readonly IReadOnlyList<(PlannedResource Resource, JsonNode Manifest)> _objects;

    private RenderedStack(Plan plan)
    {
        _plan = plan;
        _objects = [.. plan.Objects.Zip(ManifestWriter.Write(plan), (resource, file) => (resource, Parse(file.Text)))];
    }

    /// <summary>The objects by kind and name, such as <c>Deployment web</c>; what is made of a hash stands in no name.</summary>
    public IReadOnlyList<string> Titles => [.. _objects.Select(one => one.Resource.StableTitle())];

    /// <summary>The plan with what the manifests say in the place of what was declared.</summary>
    public Plan Plan
    {
        get
        {
            var read = _objects.ToDictionary(one => one.Resource.Urn, one => one.Manifest.DeepClone().AsObject());
            return _plan with
            {
                Resources =
                [
                    .. _plan.Resources.Select(resource => read.TryGetValue(resource.Urn, out var manifest)
                        ? resource with { Inputs = manifest }
                        : resource),
                ],
            };
        }
    }

    /// <summary>The manifests of a plan.</summary>
    public static RenderedStack Of(Plan plan) => new(plan);

    /// <summary>The manifests of an application in a committed stack.</summary>
    public static async Task<RenderedStack> OfAsync(string stack, string application)
        => new((await Previews.OfAsync(stack, application)).Plan);

    /// <summary>The manifest of the one object with a title such as <c>Deployment web</c>.</summary>
    public JsonNode Object(string title) => Assert.Single(_objects, one => one.Resource.StableTitle() == title).Manifest;

    /// <summary>Whether an object is declared after another, both by their titles.</summary>
    public bool IsAfter(string later, string earlier) => _plan.Find(later).Dependencies.Contains(_plan.Find(earlier).Urn);

    /// <summary>The pods that the one workload of a name makes, whatever its kind.</summary>
    public PodTemplate Pod(string workload)
    {
        var (resource, manifest) = Assert.Single(_objects, one =>
            WorkloadKinds.Contains(one.Resource.Kind) && StableNames.WithoutHashes(one.Resource.ObjectName!) == workload);
        return PodTemplate.Of(resource with { Inputs = manifest.AsObject() })!;
    }

    /// <summary>A container of a workload.</summary>
    /// <param name="workload">The workload's name.</param>
    /// <param name="container">The container's name. Default: the workload's, which its main container bears.</param>
    public JsonNode Container(string workload, string? container = null)
        => Assert.Single(Pod(workload).Containers, one => one.Text("name") == (container ?? workload));

    /// <summary>
    /// The environment variables that a container gets from the ConfigMap that it names, by name, and those that Kubernetes puts in: the
    /// path of the field of the pod, or a text that names such variables.
    /// </summary>
    /// <inheritdoc cref="Container" path="/param"/>
    public IReadOnlyDictionary<string, string> Config(string workload, string? container = null)
        => Variables(workload, container, "configMapRef", "ConfigMap", "data")
            .Concat(
                Container(workload, container).Items("env").Select(variable => KeyValuePair.Create(variable.Text("name"), Own(variable))))
            .ToDictionary();

    /// <summary>
    /// The environment variables that a container gets from the Secret that it names, by name; a preview masks their values.
    /// </summary>
    /// <inheritdoc cref="Container" path="/param"/>
    public IReadOnlyDictionary<string, string> Secrets(string workload, string? container = null)
        => Variables(workload, container, "secretRef", "Secret", "stringData");

    private Dictionary<string, string> Variables(string workload, string? container, string reference, string kind, string data)
    {
        var names = Container(workload, container)
            .Items("envFrom")
            .Select(source => source.Text($"{reference}.name"))
            .Where(name => name.Length > 0);
        return names.SelectMany(name => Named(kind, name).Texts(data)).ToDictionary();
    }

    // Of the variables that come in no other way, each tells of the pod.
    private static string Own(JsonNode variable)
    {
        var field = variable.Text("valueFrom.fieldRef.fieldPath");
        if (field.Length == 0)
            Assert.Contains("$(POD_", variable.Text("value"), StringComparison.Ordinal);
        return field.Length > 0 ? field : variable.Text("value");
    }

    private JsonNode Named(string kind, string name)
        => Assert.Single(_objects, one => one.Manifest.Text("kind") == kind && one.Manifest.Text("metadata.name") == name).Manifest;

    private static JsonNode Parse(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return ToJson(Assert.Single(yaml.Documents).RootNode)!;
    }

    private static JsonNode? ToJson(YamlNode node)
        => node switch
        {
            YamlMappingNode map => new JsonObject(
                map.Children.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, ToJson(entry.Value)))),
            YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
            YamlScalarNode scalar => ToJson(scalar),
            _ => throw new InvalidOperationException($"A manifest holds a {node.NodeType}."),
        };

    // The writer quotes every text that anybody might take for something else.
    private static JsonValue? ToJson(YamlScalarNode scalar)
        => (scalar.Style, scalar.Value!) switch
        {
            (ScalarStyle.Plain, "null") => null,
            (ScalarStyle.Plain, "true" or "false") => JsonValue.Create(scalar.Value == "true"),
            (ScalarStyle.Plain, var text)
                when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(
                number),
            (_, var text) => JsonValue.Create(text),
        };
}
