using System.Globalization;
using Infra.Faults;

namespace Infra.Applications.Model.Rules;

/// <summary>The rules for what services promise.</summary>
internal static class ObjectiveRules
{
    // An objective of 100 % has no budget: one failure in a month would page.
    private const decimal Lowest = 90;
    private const decimal Highest = 99.99m;

    /// <summary>What is wrong with the objectives of a service.</summary>
    public static IEnumerable<Fault> FaultsOf(ServiceDefinition service)
    {
        var path = $"{service.Name}.{nameof(service.Objectives)}";
        foreach (var objective in service.Objectives)
        {
            if (objective.Percent is < Lowest or > Highest)
            {
                yield return new Fault(
                    $"{path}.{objective.Kind}",
                    Text(objective.Percent),
                    $"it takes a share from {Text(Lowest)} to {Text(Highest)} percent, as there is no budget without failures",
                    $"Use {Text(objective.Percent < Lowest ? Lowest : Highest)}");
            }

            if (!service.IsPublic && objective.Kind != ObjectiveKind.Availability)
            {
                yield return new Fault(
                    $"{path}.{objective.Kind}",
                    $"{service.Name} is not public",
                    "requests are counted where they come in from outside",
                    $"Use {nameof(Objective)}.{nameof(Objective.Available)}, or remove it");
            }
        }

        foreach (var twice in service.Objectives.GroupBy(objective => objective.Kind).Where(kind => kind.Skip(1).Any()))
            yield return new Fault($"{path}.{twice.Key}", "declared twice", "a service has one objective of a kind", "Remove one of them");
    }

    private static string Text(decimal percent) => percent.ToString(CultureInfo.InvariantCulture);
}
