using System.Text.Json;
using System.Text.Json.Nodes;
using StackPreview.Json;
using StackPreview.Plans;

namespace StackPreview.Rendering;

/// <summary>How reports say things, whatever they are written on.</summary>
internal static class ReportWording
{
    /// <summary>What the report is of.</summary>
    public static string Headline(Plan plan)
    {
        var place = plan.Namespace.Length > 0 ? $" in namespace {plan.Namespace}" : "";
        return $"{plan.Stack}: application {plan.Application} in environment {plan.Environment}, {plan.Resources.Length} resources{place}";
    }

    /// <summary>A resource in the tree.</summary>
    public static string Title(PlannedResource resource)
        => resource.Options.Protect && !resource.IsComponent ? $"{resource.Title} (protected)" : resource.Title;

    /// <summary>The title of a section where there is no code.</summary>
    public static string Title(ReportSection section) => section.Title.Replace("`", "", StringComparison.Ordinal);

    /// <summary>An output's value.</summary>
    public static string Value(JsonNode? value) => value switch
    {
        null => "none",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
        _ => JsonText.OneLine(value),
    };

    /// <summary>The verdict on the whole.</summary>
    public static string Verdict(Report report)
    {
        var total = report.Preview.Checks.Length;
        var failed = report.Preview.Checks.Count(check => !check.IsPassed);
        return (failed, total) switch
        {
            (0, 1) => "The check passed.",
            (0, _) => $"All {total} checks passed.",
            _ => $"{failed} of {total} checks failed.",
        };
    }
}
