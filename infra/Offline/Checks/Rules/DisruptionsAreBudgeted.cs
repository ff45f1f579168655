using Infra.Offline.Plans;

namespace Infra.Offline.Checks.Rules;

/// <summary>Nodes can be drained, one pod of a workload at a time.</summary>
internal sealed class DisruptionsAreBudgeted : ICheck
{
    private static readonly string[] MySqlParts = ["spec.mysql", "spec.proxy.haproxy"];

    public string Id => "disruptions-budgeted";

    public string Sentence => "Every workload has a disruption budget where the environment survives the loss of a node, and no budget keeps a node from being drained";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var budgets = context.Plan.OfKind("PodDisruptionBudget").ToList();
        foreach (var budget in budgets)
        {
            if (budget.Inputs.Number("spec.maxUnavailable") is not >= 1)
                yield return new Finding(budget, "it keeps nodes from being drained", "Set maxUnavailable to 1");
            if (budget.Inputs.Text("spec.unhealthyPodEvictionPolicy") != "AlwaysAllow")
                yield return new Finding(budget, "a pod that is broken keeps its node from being drained", "Set unhealthyPodEvictionPolicy to AlwaysAllow");
        }

        // The operator makes budgets of these.
        var ofMySql = from cluster in MySqlObjects.Clusters(context.Plan)
                      from part in MySqlParts
                      select (Cluster: cluster, Budget: cluster.Inputs.At($"{part}.podDisruptionBudget"));
        foreach (var (cluster, _) in ofMySql.Where(part => part.Budget is { } budget && budget.Number("maxUnavailable") is not >= 1))
            yield return new Finding(cluster, "it keeps nodes from being drained", "Set maxUnavailable to 1");

        if (!context.Environment.SurvivesNodeLoss)
            yield break;

        foreach (var (cluster, _) in ofMySql.Where(part => part.Budget is null))
            yield return new Finding(cluster, "it has no disruption budget", "Set podDisruptionBudget of its instances and proxies");

        var budgeted = budgets.SelectMany(budget => context.Pods.SelectedBy(budget.Inputs.At("spec.selector"))).Select(pods => pods.Owner.Urn).ToHashSet();
        foreach (var template in context.Templates.Where(template => template.IsLongRunning && !budgeted.Contains(template.Owner.Urn)))
            yield return new Finding(template.Owner, "it has no disruption budget", "Declare a PodDisruptionBudget for it");

        foreach (var cluster in context.Plan.OfKind("Cluster").Where(cluster => cluster.Inputs.Number("spec.instances") > 1 && !cluster.Inputs.IsTrue("spec.enablePDB")))
            yield return new Finding(cluster, "it has no disruption budget", "Set enablePDB");
    }
}
