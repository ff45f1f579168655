using System.Text.Json.Nodes;
using Infra.Offline.Comparison;

namespace Infra.Offline.Rendering;

/// <summary>Writes a preview as JSON, for other programs.</summary>
internal static class JsonReport
{
    /// <summary>Writes the preview.</summary>
    /// <param name="preview">The preview.</param>
    /// <param name="text">Takes the JSON.</param>
    /// <param name="changes">What changes since an earlier plan; null where none was given.</param>
    public static void Write(Preview preview, TextWriter text, PlanComparison? changes = null)
    {
        var json = PlanJson.ToJson(preview.Plan);
        if (changes is not null)
            json.Insert(0, "changes", ChangesJson.ToJson(changes));
        json["passed"] = preview.IsPassed;
        json["checks"] = new JsonArray([.. preview.Checks.Select(check => new JsonObject
        {
            ["id"] = check.Check.Id,
            ["sentence"] = check.Check.Sentence,
            ["passed"] = check.IsPassed,
            ["findings"] = new JsonArray([.. check.Findings.Select(finding => new JsonObject
            {
                ["resource"] = finding.Resource.Urn,
                ["problem"] = finding.Problem,
                ["fix"] = finding.Fix,
            })]),
        })]);
        json["exemptions"] = new JsonArray([.. preview.Exemptions.Select(exemption => new JsonObject
        {
            ["workload"] = exemption.Workload,
            ["allowed"] = exemption.Allowed,
            ["reason"] = exemption.Reason,
        })]);
        json["alerts"] = new JsonArray([.. preview.Alerts.Select(alert => new JsonObject
        {
            ["name"] = alert.Name,
            ["severity"] = alert.Severity,
            ["for"] = alert.For,
            ["summary"] = alert.Summary,
        })]);
        json["unset"] = new JsonArray([.. preview.Settings.Unset.Select(unset => new JsonObject { ["key"] = unset.Key, ["command"] = ReportWording.Command(unset, preview.Plan.Stack) })]);
        text.Write(PlanJson.Text(json));
    }
}
