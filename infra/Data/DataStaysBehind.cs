using StackPreview.Comparison;
using StackPreview.Plans;

namespace Infra.Data;

/// <summary>A data service that another provider runs from now on: its data does not move there by itself.</summary>
/// <param name="services">The data services that there are.</param>
internal sealed class DataStaysBehind(IReadOnlyList<DataService> services) : IChangeRule
{
    public IEnumerable<ChangeFinding> Run(PlanComparison comparison)
        => comparison.IsOfOneStack
            ? from service in services
              where service.ComponentTypes.Length > 1
              from before in ComponentsOf(service, comparison.Before)
              from after in ComponentsOf(service, comparison.After)
              where before.Name == after.Name && before.Type != after.Type
              select new ChangeFinding(
                  after.Title,
                  $"it takes the place of {before.Title}, whose data does not move by itself",
                  "Stop what writes, dump the data and load it, and only then deploy what reads it",
                  IsRefused: false)
            : [];

    private static IEnumerable<PlannedResource> ComponentsOf(DataService service, Plan plan)
        => plan.Resources.Where(resource => service.ComponentTypes.Contains(resource.Type));
}
