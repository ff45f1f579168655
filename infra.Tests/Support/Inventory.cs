using StackPreview.Plans;

namespace Infra.Tests.Support;

/// <summary>The objects that a stack puts into the cluster, by kind and name.</summary>
internal static class Inventory
{
    /// <summary>The objects of a plan, such as <c>Deployment api</c>, in alphabetical order.</summary>
    public static IReadOnlyList<string> Of(Plan plan)
        => [.. plan.Objects.Select(resource => resource.StableTitle()).Order(StringComparer.Ordinal)];

    /// <summary>The objects of a stack that tests run.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(string stack) => Of((await Previews.OfAsync(stack)).Plan);
}
