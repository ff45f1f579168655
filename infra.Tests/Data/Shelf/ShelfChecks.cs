using System.Globalization;
using Infra.Checks;
using StackPreview.Checks;
using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Tests.Data.Shelf;

/// <summary>What plans with a shelf are held to.</summary>
internal sealed class ShelfChecks : DataServiceChecks
{
    public override IEnumerable<Finding> Backups(CheckContext context)
        => from set in context.Plan.OfKind(KubernetesKinds.StatefulSet)
           from container in set.Inputs.Items("spec.template.spec.containers")
           where container.Items("args").Any(argument => argument.ToString() == "--boards=99")
           select new Finding(set, "nobody can back up 99 boards", "Use fewer boards");
}

/// <summary>A shelf does not lose boards.</summary>
internal sealed class BoardsOnlyGrow : IChangeRule
{
    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
        => from kept in comparison.Kept
           where BoardsOf(kept.After) < BoardsOf(kept.Before)
           select new ChangeFinding(kept.After.StableTitle, "it would have fewer boards", "Keep them", IsRefused: true);

    private static int? BoardsOf(PlannedResource set)
        => (from container in set.Inputs.Items("spec.template.spec.containers")
            from argument in container.Items("args")
            let text = argument.ToString()
            where text.StartsWith("--boards=", StringComparison.Ordinal)
            select (int?)int.Parse(text["--boards=".Length..], CultureInfo.InvariantCulture)).FirstOrDefault();
}
