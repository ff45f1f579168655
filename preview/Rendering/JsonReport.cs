using System.Text.Json.Nodes;
using StackPreview.Json;
using StackPreview.PlanFiles;

namespace StackPreview.Rendering;

/// <summary>Writes a report as JSON, for other programs.</summary>
internal static class JsonReport
{
    public static void Write(Report report, TextWriter text)
    {
        var json = PlanJson.ToJson(report.Plan);
        if (report.Changes is { } changes)
            json.Insert(0, "changes", ChangesJson.ToJson(changes));
        json["passed"] = report.Preview.IsPassed;
        json["checks"] = new JsonArray([.. report.Preview.Checks.Select(check => new JsonObject
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
        foreach (var section in report.Sections)
        {
            json[section.Name] = new JsonArray([
                .. section.Rows.Select(row => new JsonObject(
                    section.Columns.Zip(row).Select(cell => KeyValuePair.Create(cell.First.Name, (JsonNode?)cell.Second)))),
            ]);
        }

        text.Write(JsonText.Of(json));
    }
}
