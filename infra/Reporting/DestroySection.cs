using System.Collections.Immutable;
using Infra.Data;
using Infra.Settings;
using StackPreview.Rendering;

namespace Infra.Reporting;

/// <summary>What <c>pulumi destroy</c> takes and leaves, and what is run before it so that the newest writes are in a backup.</summary>
internal static class DestroySection
{
    private static readonly ImmutableArray<ReportColumn> Columns =
    [
        new("name", "Data") { IsCode = true, Width = 18 },
        new("taken", "Taken") { Width = 26 },
        new("left", "Left") { Width = 26 },
        new("first", "Run first") { IsCode = true },
    ];

    /// <summary>The section.</summary>
    /// <param name="settings">The settings of the stack.</param>
    /// <param name="services">The data services that there are.</param>
    public static ReportSection Of(StackSettings settings, IReadOnlyList<DataService> services) => new(
        "What `pulumi destroy` takes and leaves",
        "destroy",
        Columns,
        [.. RecoverySection.Objectives(settings, services).Select(objective => RowOf(objective, settings))]);

    private static ImmutableArray<string> RowOf(RecoveryObjective objective, StackSettings settings) =>
    [
        objective.Name,
        TakenOf(objective, settings),
        objective.Place is null ? "nothing" : objective.Left,
        objective.Job is { } job ? BackupNow(settings.Namespace, job) : "",
    ];

    private static string TakenOf(RecoveryObjective objective, StackSettings settings)
    {
        if (objective.IsElsewhere)
            return "nothing: it is elsewhere";
        return settings.Environment.ProtectsData ? "nothing: it is protected" : "the data, with its volumes";
    }

    private static string BackupNow(string ns, string job)
        => $"kubectl -n {ns} create job {job}-last --from=cronjob/{job} && "
            + $"kubectl -n {ns} wait job/{job}-last --for=condition=complete --timeout=2h";
}
