using System.Text.RegularExpressions;

namespace Infra.Tests.Documentation.Runbooks;

/// <summary>A command of kubectl on a page: what it is said to, and where.</summary>
/// <param name="Text">The command.</param>
/// <param name="Namespace">The namespace; empty where it names none.</param>
/// <param name="Targets">The objects, by kind and name; the name is null where it asks for all of a kind.</param>
/// <param name="Containers">The containers.</param>
/// <param name="Labels">The labels that it selects by.</param>
/// <param name="Created">The Job that it makes; null for none.</param>
internal sealed partial record KubectlCommand(
    string Text,
    string Namespace,
    IReadOnlyList<(string Kind, string? Name)> Targets,
    IReadOnlyList<string> Containers,
    IReadOnlyList<(string Key, string Value)> Labels,
    string? Created)
{
    private static readonly string[] Switches =
        ["--previous", "--all-containers", "--timestamps", "--wait", "--overwrite", "--containers", "--stdin", "--tty", "-it", "-w", "-A"];

    /// <summary>The commands of a page, from its blocks and from its sentences.</summary>
    public static IEnumerable<KubectlCommand> On(Page page)
    {
        var lines = BlockPattern().Matches(page.Text)
            .SelectMany(block => block.Groups["text"].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
            .Concat(Page.Codes(page.Prose));
        return lines.SelectMany(line => CommandPattern().Matches(line)).Select(command => Parse(command.Value.Trim()));
    }

    private static KubectlCommand Parse(string text)
    {
        var words = WordPattern().Matches(text)
            .Select(word => word.Value.Trim('\'', '"'))
            .Skip(1)
            .TakeWhile(word => word != "--")
            .ToList();
        var (plain, options) = (new List<string>(), new List<(string Name, string Value)>());
        for (var index = 0; index < words.Count; index++)
        {
            var word = words[index];
            if (!word.StartsWith('-'))
                plain.Add(word);
            else if (word.Split('=', 2) is [var name, var value])
                options.Add((name, value));
            else if (!Switches.Contains(word) && index + 1 < words.Count)
                options.Add((word, words[++index]));
        }

        var jobs = Values("--from").Select(from => from.Split('/') is [var kind, var name] ? (kind, (string?)name) : (from, null));
        return new KubectlCommand(
            text,
            Values("-n", "--namespace").SingleOrDefault() ?? "",
            [.. TargetsOf([.. plain]), .. jobs],
            [.. Values("-c", "--container")],
            [.. Values("-l", "--selector").SelectMany(labels => labels.Split(',')).Select(LabelOf)],
            plain is ["create", "job", var made, ..] ? made : null);

        IEnumerable<string> Values(params string[] names)
            => options.Where(option => names.Contains(option.Name)).Select(option => option.Value);
    }

    private static (string Key, string Value) LabelOf(string label)
        => label.Split('=') is [var key, var value] ? (key, value) : (label, "");

    private static IEnumerable<(string Kind, string? Name)> TargetsOf(string[] words) => words switch
    {
        ["create", "job", ..] => [],
        ["rollout", _, .. var rest] => Named(rest),
        ["top", .. var rest] => Named(rest),
        ["logs" or "exec", var pod, ..] => pod.Contains('/', StringComparison.Ordinal) ? Named([pod]) : [("pod", pod)],
        ["logs"] => [],
        ["port-forward", var target, ..] => Named([target]),
        ["patch", .. var rest] => Named(rest),
        ["get" or "describe" or "delete" or "scale" or "wait" or "annotate", .. var rest] => Named(rest),
        _ => throw new InvalidOperationException($"kubectl {string.Join(' ', words)}: no form that this test reads."),
    };

    private static IEnumerable<(string Kind, string? Name)> Named(string[] words)
    {
        if (words.All(word => word.Contains('/', StringComparison.Ordinal)))
            return words.Select(word => word.Split('/')).Select(parts => (parts[0], (string?)parts[1]));
        var kinds = words[0].Split(',');
        return words.Length == 1
            ? kinds.Select(kind => (kind, (string?)null))
            : words.Skip(1).Select(name => (kinds[0], (string?)name));
    }

    [GeneratedRegex(
        "^ *```sh\n(?<text>.*?)^ *```$",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex BlockPattern();

    // Up to a comment, a pipe, or the beginning or end of a substitution, but not within quotes.
    [GeneratedRegex("""kubectl (?:'[^']*'|"[^"]*"|(?!\$\()[^'"|;#)&])*""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CommandPattern();

    [GeneratedRegex("""(?:'[^']*'|"[^"]*"|[^\s'"])+""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WordPattern();
}
