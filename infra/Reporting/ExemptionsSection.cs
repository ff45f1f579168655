using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Settings;
using StackPreview.Rendering;

namespace Infra.Reporting;

/// <summary>
/// The workloads that may do what the restricted Pod Security Standard or a read-only root does not allow, for those who review it.
/// </summary>
internal static class ExemptionsSection
{
    private static readonly ImmutableArray<ReportColumn> Columns =
    [
        new("workload", "Workload") { Width = 20, IsCode = true },
        new("allowed", "Is allowed"),
        new("reason", "Reason"),
    ];

    /// <summary>The section.</summary>
    public static ReportSection Of(StackSettings settings)
    {
        var exemptions = from workload in settings.Application.AllWorkloads
                         let exemption = workload.SecurityExemption
                         where exemption is not null
                         select ImmutableArray.Create(workload.Name, AllowedBy(exemption), exemption.Reason);
        return new ReportSection("Exempt from the restricted Pod Security Standard", "exemptions", Columns, [.. exemptions]);
    }

    private static string AllowedBy(PodSecurityExemption exemption)
        => string.Join(
            ", ",
            new[]
            {
                exemption.RunsAsRoot ? "runs as root" : null,
                exemption.WritesToRoot ? "writes to its image's files" : null,
            }.OfType<string>());
}
