
namespace Infra.Offline.Rendering;

/// <summary>Writes a preview as plain text, for pipes and files.</summary>
internal static class TextReport
{
    public static void Write(Preview preview, TextWriter text)
    {
        var (plan, settings) = (preview.Plan, preview.Settings);
        text.WriteLine(ReportWording.Headline(preview));

        Heading("Resources");
        foreach (var (resource, depth) in ResourceTree.Flatten(plan))
            text.WriteLine(new string(' ', 2 * depth) + ReportWording.Title(resource));

        Heading("Checks");
        foreach (var check in preview.Checks)
        {
            text.WriteLine($"  {(check.IsPassed ? "pass" : "FAIL")}  {check.Check.Id,-28}  {check.Check.Sentence}");
            foreach (var finding in check.Findings)
                text.WriteLine($"        - {finding.Text}");
        }

        if (preview.Exemptions.Any())
        {
            Heading("Exempt from the restricted Pod Security Standard");
            foreach (var exemption in preview.Exemptions)
                text.WriteLine($"  {exemption.Workload,-20}  {exemption.Allowed}: {exemption.Reason}");
        }

        Heading("Alerts");
        foreach (var alert in preview.Alerts)
            text.WriteLine($"  {alert.Severity,-8}  {alert.Name,-28}  {alert.Summary}");

        Heading("Outputs");
        foreach (var (name, value) in plan.Outputs)
            text.WriteLine($"  {name,-20}  {ReportWording.Value(value)}");

        if (!settings.Unset.IsEmpty)
        {
            Heading("Set before the first pulumi up");
            foreach (var unset in settings.Unset)
                text.WriteLine($"  {ReportWording.Command(unset, plan.Stack)}");
        }

        text.WriteLine();
        text.WriteLine(ReportWording.Verdict(preview));

        void Heading(string heading)
        {
            text.WriteLine();
            text.WriteLine(heading);
        }
    }
}
