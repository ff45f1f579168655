using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Offline.Plans;
using Infra.Settings;

namespace Infra.Offline.Rendering;

/// <summary>How reports say things, whatever they are written on.</summary>
internal static class ReportWording
{
    /// <summary>What the preview is of.</summary>
    public static string Headline(Preview preview)
        => $"{preview.Plan.Stack}: application {preview.Settings.Application.Name} in environment {preview.Settings.Environment.Name}, {preview.Plan.Resources.Length} resources in namespace {preview.Settings.Namespace}";

    /// <summary>A resource in the tree.</summary>
    public static string Title(PlannedResource resource) => resource.Options.Protect && !resource.IsComponent ? $"{resource.Title} (protected)" : resource.Title;

    /// <summary>An output's value.</summary>
    public static string Value(JsonNode? value) => value switch
    {
        null => "none",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
        _ => value.ToJsonString(PlanJson.OneLine),
    };

    /// <summary>The command that sets a value.</summary>
    public static string Command(UnsetValue unset, string stack) => $"{unset.Command} --stack {stack}";

    /// <summary>The verdict on the whole.</summary>
    public static string Verdict(Preview preview)
    {
        var (total, failed) = (preview.Checks.Length, preview.Checks.Count(check => !check.IsPassed));
        return failed == 0 ? $"All {total} checks passed." : $"{failed} of {total} checks failed.";
    }
}
