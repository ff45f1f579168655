using System.Collections.Immutable;
using Infra.Settings;
using StackPreview.Rendering;

namespace Infra.Reporting;

/// <summary>What must be set before a stack is deployed for the first time.</summary>
internal static class UnsetSection
{
    private static readonly ImmutableArray<ReportColumn> Columns = [new("key", null), new("command", "Command") { IsCode = true }];

    /// <summary>The section.</summary>
    public static ReportSection Of(StackSettings settings)
    {
        var rows = settings.Unset.Select(unset => ImmutableArray.Create(unset.Key, unset.Command)).ToImmutableArray();
        return new ReportSection("Set before the first `pulumi up`", "unset", Columns, rows)
        {
            IsToDo = true,
            Summary = rows.Length switch
            {
                0 => "nothing is missing for the first `pulumi up`",
                1 => "1 setting to set before the first `pulumi up`",
                var count => $"{count} settings to set before the first `pulumi up`",
            },
        };
    }
}
