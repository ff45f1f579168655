using System.Text.Json.Nodes;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Checks.Rules;

/// <summary>Nodes can be drained, one pod of a workload at a time.</summary>
internal sealed class DisruptionsAreBudgeted : ICheck<CheckContext>
{
    public string Id => "disruptions-budgeted";

    public string Sentence
        => "Every workload has a disruption budget where the environment survives the loss of a node, "
            + "and no budget keeps a node from being drained";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var budgets = context.Plan.OfKind(KubernetesKinds.PodDisruptionBudget).ToList();
        foreach (var budget in budgets)
        {
            if (budget.Inputs.Number("spec.maxUnavailable") is not >= 1)
                yield return new Finding(budget, "it keeps nodes from being drained", "Set maxUnavailable to 1");
            if (budget.Inputs.Text("spec.unhealthyPodEvictionPolicy") != "AlwaysAllow")
            {
                yield return new Finding(
                    budget,
                    "a pod that is broken keeps its node from being drained",
                    "Set unhealthyPodEvictionPolicy to AlwaysAllow");
            }
        }

        // Operators make budgets of these.
        var others = (
            from resource in context.Plan.Objects
            from fact in resource.Facts.DisruptionBudgets
            select new OperatorBudget(resource, fact, resource.Inputs.At(fact.Path))).ToList();
        foreach (var (resource, _, _) in others.Where(other =>
                !other.Fact.IsSwitch && other.Budget is { } budget && budget.Number("maxUnavailable") is not >= 1))
        {
            yield return new Finding(resource, "it keeps nodes from being drained", "Set maxUnavailable to 1");
        }

        if (!context.Environment.SurvivesNodeLoss)
            yield break;

        foreach (var (resource, fact, _) in others.Where(other => other.IsMissing))
            yield return new Finding(resource, "it has no disruption budget", $"Set {fact.Path}");

        var budgeted = budgets
            .SelectMany(budget => context.Pods.SelectedBy(budget.Inputs.At("spec.selector")))
            .Select(pods => pods.Owner.Urn)
            .ToHashSet();
        foreach (var template in context.Templates.Where(template => template.IsLongRunning && !budgeted.Contains(template.Owner.Urn)))
            yield return new Finding(template.Owner, "it has no disruption budget", "Declare a PodDisruptionBudget for it");
    }

    /// <summary>A disruption budget that an operator makes, as a resource asks for it.</summary>
    private sealed record OperatorBudget(PlannedResource Resource, DisruptionBudgetFact Fact, JsonNode? Budget)
    {
        public bool IsMissing
            => Fact.IsSwitch
                ? !Budget.IsTrue() && Resource.Facts.Instances is { } path && Resource.Inputs.Number(path) > 1
                : Budget is null;
    }
}
