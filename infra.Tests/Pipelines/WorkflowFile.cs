using Infra.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Pipelines;

/// <summary>A workflow of GitHub Actions, or an action of this repository.</summary>
internal sealed class WorkflowFile
{
    private WorkflowFile(string name, string text)
    {
        Name = name;
        Text = text;
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Text));
        Root = (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    /// <summary>All workflows.</summary>
    public static IReadOnlyList<WorkflowFile> Workflows { get; } = Read("workflows", "*.yml");

    /// <summary>All workflows and actions.</summary>
    public static IReadOnlyList<WorkflowFile> All { get; } = [.. Workflows, .. Read("actions", "action.yml")];

    /// <summary>The path in .github.</summary>
    public string Name { get; }

    /// <summary>What the file says.</summary>
    public string Text { get; }

    /// <summary>The same, as YAML.</summary>
    public YamlMappingNode Root { get; }

    /// <summary>A workflow's jobs by name; an action has none. A job has steps, or calls another workflow.</summary>
    public IEnumerable<(string Name, YamlMappingNode Job)> Jobs
        => Find(Root, "jobs") is YamlMappingNode jobs ? jobs.Children.Select(job => (job.Key.ToString(), (YamlMappingNode)job.Value)) : [];

    /// <summary>The steps of its jobs, or of the action.</summary>
    public IEnumerable<WorkflowStep> Steps
        => Jobs.Where(job => Find(job.Job, "steps") is not null)
            .SelectMany(job => StepsOf(job.Job, $"{Name}, {job.Name}"))
            .Concat(Find(Root, "runs") is YamlMappingNode runs ? StepsOf(runs, Name) : []);

    /// <summary>What a workflow that others call is given: the names, and whether each must be.</summary>
    public IEnumerable<(string Name, bool IsRequired)> Inputs
        => from input in ((YamlMappingNode)Root["on"]["workflow_call"]["inputs"]).Children
           select (input.Key.ToString(), Find((YamlMappingNode)input.Value, "required")?.ToString() == "true");

    /// <summary>A workflow that is in no file of this repository.</summary>
    public static WorkflowFile Of(string name, string text) => new(name, text);

    /// <summary>The workflow of a name.</summary>
    public static WorkflowFile Named(string name) => Workflows.Single(workflow => workflow.Name == $"workflows/{name}.yml");

    /// <summary>What a key of a map says; null where it is not there.</summary>
    public static YamlNode? Find(YamlMappingNode map, string key)
        => map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    private static List<WorkflowFile> Read(string folder, string pattern)
        => [
            .. Directory
                .EnumerateFiles(Repository.PathOf(".github", folder), pattern, SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(FromFile),
        ];

    private static WorkflowFile FromFile(string path)
        => new(Path.GetRelativePath(Repository.PathOf(".github"), path), File.ReadAllText(path));

    private static IEnumerable<WorkflowStep> StepsOf(YamlMappingNode parent, string where)
        => ((YamlSequenceNode)Find(parent, "steps")!)
            .Children.Cast<YamlMappingNode>()
            .Select(
                (step, index) =>
                    new WorkflowStep($"{where}, step {index + 1}", Find(step, "uses")?.ToString(), Find(step, "run")?.ToString()));
}
