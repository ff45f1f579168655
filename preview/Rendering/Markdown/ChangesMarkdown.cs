using System.Text;
using StackPreview.Comparison;

namespace StackPreview.Rendering.Markdown;

/// <summary>
/// Writes what differs between two plans as GitHub's Markdown, to stand in a comment on its own or as a part of one. Whatever plans hold
/// stands in code, or stands for itself.
/// </summary>
internal static class ChangesMarkdown
{
    /// <summary>What a comment takes, with room for more around it.</summary>
    public const int DefaultBudget = 40_000;

    private const int MostOpenFields = 6;
    private const int MostFields = 30;

    // Kept free for the sentence that counts what is left out.
    private const int Reserve = 200;

    /// <summary>The comparison as Markdown, complete in itself.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="budget">
    /// The most characters, 1,000 or more; what does not fit is counted. Default: <see cref="DefaultBudget"/>.
    /// </param>
    public static string Of(PlanComparison comparison, int budget = DefaultBudget)
    {
        var text = new StringBuilder();
        if (!comparison.IsEmpty)
        {
            var heading = comparison.IsOfOneStack ? "Changes" : $"{comparison.Before.Stack} → {comparison.After.Stack}";
            text.Append($"### {MarkdownText.Plain(heading)}\n\n");
        }

        text.Append($"**{MarkdownText.Plain(ChangeWording.Summary(comparison))}**\n");
        if (ChangeWording.NamespaceNote(comparison) is { } note)
            text.Append($"\n{MarkdownText.Plain(note)}\n");

        var isFull = false;
        var left = 0;
        foreach (var block in Blocks(comparison))
        {
            // In order: what is smaller does not overtake.
            isFull |= text.Length + block.Heading.Length + block.Text.Length > budget - Reserve;
            if (isFull)
                left += block.Changes;
            else
                text.Append(block.Heading).Append(block.Text);
        }

        if (isFull)
            text.Append($"\n{LeftOut(left)} left out: there is no room for more. The comparison as text has everything.\n");
        return text.ToString();
    }

    private static string LeftOut(int changes) => changes switch
    {
        0 => "What follows from the changes is",
        1 => "… and 1 more change is",
        _ => $"… and {changes} more changes are",
    };

    // Each with the number of changes that are left out with it.
    private static IEnumerable<(string Heading, string Text, int Changes)> Blocks(PlanComparison comparison)
    {
        var shared = new SharedChanges(comparison.Resources);
        return Section("⛔ Refused", comparison.Refused.Select(finding => $"- {Finding(finding)}\n"), 1)
            .Concat(Section("⚠️ Mind", comparison.Warnings.Select(finding => $"- {Finding(finding)}\n"), 0))
            .Concat(Section(ChangeWording.SharedHeading, shared.All.Select(Shared), 1))
            .Concat(
                ChangeWording
                    .Sections(comparison, shared)
                    .SelectMany(section =>
                        Section(MarkdownText.Plain(section.Heading), section.Changes.Select(change => Resource(change, shared)), 1)))
            .Concat(Section("Outputs", comparison.Outputs.Select(field => $"- {Field(null, field)}\n"), 1))
            .Concat(Section("Roll out", comparison.Rollouts.Select(Consequence), 0))
            .Concat(Section("Run", comparison.Runs.Select(Consequence), 0));
    }

    private static IEnumerable<(string Heading, string Text, int Changes)> Section(string heading, IEnumerable<string> items, int changes)
        => items.Select((item, index) => (index == 0 ? $"\n#### {heading}\n\n" : "", item, changes));

    private static string Finding(ChangeFinding finding)
        => $"{MarkdownText.Code(finding.Title)}: {MarkdownText.Plain($"{finding.Problem}. {finding.Fix}.")}";

    private static string Consequence(Consequence consequence)
        => $"- {MarkdownText.Code(consequence.Title)}: {MarkdownText.Plain(consequence.Reason)}\n";

    private static string Shared(SharedChange change)
        => $"- {MarkdownText.Code(change.Place)} {MarkdownText.Code(ChangeWording.Difference(null, change.Field))} in "
            + $"{change.Resources.Length}: {MarkdownText.Code(ChangeWording.Titles(change))}\n";

    private static string Resource(ResourceChange change, SharedChanges shared)
    {
        var fields = shared.OwnOf(change);
        var lines = fields.Take(MostFields).Select(field => $"  - {Field(change, field)}\n").ToList();
        if (fields.Length > MostFields)
            lines.Add($"  - … and {fields.Length - MostFields} more\n");
        var title = MarkdownText.Code(ChangeWording.Title(change));
        return fields.Length <= MostOpenFields
            ? $"- {title}\n{string.Concat(lines)}"
            : $"- {title}\n  <details><summary>{fields.Length} fields</summary>\n\n{string.Concat(lines)}\n  </details>\n";
    }

    private static string Field(ResourceChange? change, FieldChange field)
        => $"{MarkdownText.Code(ChangeWording.Path(field))} {MarkdownText.Code(ChangeWording.Difference(change, field))}";
}
