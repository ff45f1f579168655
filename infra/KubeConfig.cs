using System.Collections.Immutable;
using Infra.Faults;
using Infra.Settings.Reading;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra;

/// <summary>
/// The kubeconfig that the provider of the engine reads: the files that KUBECONFIG names, or that of the user
/// (https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/).
/// </summary>
internal static class KubeConfig
{
    /// <summary>
    /// Holds a stack to a context that is there: without, the provider shows every change as one that it cannot look at.
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="context">What it sets as <c>infra:cluster.context</c>; null for the current one.</param>
    /// <exception cref="InputException">No file has the context, or one is no kubeconfig.</exception>
    public static void Require(string stack, string? context)
    {
        if (context is null)
            return;
        var files = Files().Where(File.Exists).ToImmutableArray();
        var contexts = files.SelectMany(ContextsIn).Distinct().Order(StringComparer.Ordinal).ToImmutableArray();
        if (contexts.Contains(context))
            return;
        var (rule, fix) = contexts.IsEmpty
            ? (
                $"no kubeconfig has a context at {string.Join(", ", Files())}",
                "Get the cluster's credentials, or name their file in KUBECONFIG")
            : (
                $"the contexts of the kubeconfig are {string.Join(", ", contexts)}",
                $"Use {NearestName.Of(context, contexts) ?? "one of these"}");
        throw new InputException($"{StackConfiguration.FileOf(stack)}: infra:cluster.context is \"{context}\"; {rule}. {fix}.");
    }

    private static string[] Files()
        => Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } named
            ? named.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            : [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")];

    private static IEnumerable<string> ContextsIn(string file)
    {
        var yaml = new YamlStream();
        try
        {
            using var text = File.OpenText(file);
            yaml.Load(text);
        }
        catch (Exception exception) when (exception
            is YamlException or InvalidOperationException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            // The second and the third are YamlDotNet's at some texts, such as those with a bracket that is not closed. The values are
            // secrets: not even the line is shown.
            throw new InputException($"{file} is no kubeconfig that can be read. Correct it, or name another one in KUBECONFIG.");
        }

        return from document in yaml.Documents
               from list in Children(document.RootNode, "contexts").OfType<YamlSequenceNode>()
               from context in list.Children
               from name in Children(context, "name").OfType<YamlScalarNode>()
               select name.Value!;
    }

    private static IEnumerable<YamlNode> Children(YamlNode node, string key)
        => node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) ? [value] : [];
}
