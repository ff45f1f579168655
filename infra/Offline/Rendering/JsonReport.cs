using System.Text.Json.Nodes;

namespace Infra.Offline.Rendering;

/// <summary>Writes a preview as JSON, for other programs.</summary>
internal static class JsonReport
{
    public static void Write(Preview preview, TextWriter text)
    {
        var json = PlanJson.ToJson(preview.Plan);
        json["environment"] = preview.Settings.Environment.Name;
        json["application"] = preview.Settings.Application.Name;
        json["namespace"] = preview.Settings.Namespace;
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
