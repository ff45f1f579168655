using Infra.Environments;
using Infra.Tests.Support;
using StackPreview.Plans;

namespace Infra.Tests.Goldens;

/// <summary>The renders of all stacks that tests run, merged file by file as they are committed.</summary>
internal sealed class StackGoldens
{
    private readonly SortedDictionary<string, LineTree> _files;

    private StackGoldens(SortedDictionary<string, LineTree> files) => _files = files;

    /// <summary>The stacks: those of the default application first, and production last.</summary>
    public static IReadOnlyList<(string Application, string Environment)> Stacks { get; } =
    [
        .. from application in Repository.Applications
           from environment in EnvironmentCatalog.All
           where Repository.Stacks.Contains(environment.Name)
           select (application, environment.Name),
    ];

    /// <summary>Sets of them.</summary>
    public static StackSets Sets { get; } = new(Stacks);

    /// <summary>Merges plans.</summary>
    /// <param name="plans">The plans, by the names of the stacks that <see cref="Sets"/> knows.</param>
    public static StackGoldens Of(IEnumerable<(string Stack, Plan Plan)> plans)
    {
        var files = new SortedDictionary<string, LineTree>(StringComparer.Ordinal);
        foreach (var (stack, plan) in plans)
        {
            foreach (var (file, lines) in StackRender.Of(plan))
            {
                var text = LineTree.Of(stack, lines);
                if (!files.TryAdd(file, text))
                    files[file].Merge(text);
            }
        }

        return new StackGoldens(files);
    }

    /// <summary>Reads files as they are committed.</summary>
    public static StackGoldens Read(IEnumerable<KeyValuePair<string, string>> files)
    {
        var read = files.ToDictionary(file => file.Key, file => new MergedText(Sets).Read(file.Value));
        return new StackGoldens(new SortedDictionary<string, LineTree>(read, StringComparer.Ordinal));
    }

    /// <summary>The texts of the files.</summary>
    public IReadOnlyDictionary<string, string> Write()
        => _files.ToDictionary(file => file.Key, file => new MergedText(Sets).Write(file.Value));

    /// <summary>The manifests of a stack, with placeholders, in the order to apply them.</summary>
    public IEnumerable<string> ManifestsOf(string stack)
    {
        foreach (var component in _files[StackRender.OrderFile].LinesOf(stack))
        {
            var resources = _files[StackRender.ResourcesFile(component)].Children.Single(line => line.Text == component);
            foreach (var resource in resources.LinesOf(stack).Where(StackRender.IsObject).Select(line => line.Trim()))
            {
                var manifests = _files[StackRender.ManifestFile(component, resource)].Children.Where(line => line.Owners.Contains(stack));
                var manifest = manifests.Single(line => line.Text == StackRender.ManifestHead(resource));
                yield return string.Concat(manifest.LinesOf(stack).Select(line => $"{line}\n"));
            }
        }
    }
}
