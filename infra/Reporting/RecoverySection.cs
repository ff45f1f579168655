using System.Collections.Immutable;
using Infra.Backups;
using Infra.Data;
using Infra.Settings;
using Infra.Values;
using StackPreview.Rendering;

namespace Infra.Reporting;

/// <summary>
/// What can be got back after a loss: of each thing that holds data, how much, how soon, from where, and how that is known.
/// </summary>
internal static class RecoverySection
{
    private static readonly ImmutableArray<ReportColumn> Columns =
    [
        new("name", "Data") { IsCode = true, Width = 18 },
        new("loss", "Recovery point") { Width = 15 },
        new("time", "Recovery time") { Width = 15 },
        new("window", "How far back") { Width = 23 },
        new("place", "Where") { IsCode = true },
        new("proof", "Proven by"),
    ];

    private static readonly ImmutableArray<string> Lost = ["all may be lost", "never back", "no backup", "nowhere", "nothing"];

    // What is not backed up from here, and not lost with the stack either.
    private static readonly ImmutableArray<string> Elsewhere =
        ["as its provider says", "as its provider says", "as its provider says", "elsewhere", "nothing here"];

    /// <summary>The section.</summary>
    /// <param name="settings">The settings of the stack.</param>
    /// <param name="services">The data services that there are.</param>
    public static ReportSection Of(StackSettings settings, IReadOnlyList<DataService> services) => new(
        "What can be recovered",
        "recovery",
        Columns,
        [.. Objectives(settings, services).Select(objective => RowOf(objective, settings.Environment.RecoveryTime))]);

    /// <summary>What can be recovered of each thing that holds data, in the order of the application's definition.</summary>
    public static IEnumerable<RecoveryObjective> Objectives(StackSettings settings, IReadOnlyList<DataService> services)
        => (from project in settings.Application.Projects
           from deployed in settings.Data[project.Name].Services
           let row = services.Single(service => service.Name == deployed.Service)
           select row.RecoveryOf(deployed, settings)).Concat(VolumeRecovery.ObjectivesOf(settings));

    private static ImmutableArray<string> RowOf(RecoveryObjective objective, TimeSpan time) => objective.Place is null
        ? [objective.Name, .. objective.IsElsewhere ? Elsewhere : Lost]
        :
        [
            objective.Name,
            objective.Loss is { } loss ? $"at most {Duration.Format(loss)} lost" : "all since the last backup lost",
            $"back within {Duration.Format(time)}",
            $"{objective.WindowDays}d back{(objective.IsToTheSecond ? ", to any second" : "")}",
            objective.Place,
            objective.Proof ?? "nothing",
        ];
}
