using StackPreview.Plans;
using Infra.Tests.Support;

namespace Infra.Tests.Checks;

/// <summary>Nothing that a stack with MySQL declares can go missing unnoticed either.</summary>
public sealed class MySqlRemovalTests
{
    public static TheoryData<string> ObjectsOfProd => TitlesIn("prod");

    public static TheoryData<string> ObjectsOfDev => TitlesIn("dev");

    [Theory]
    [MemberData(nameof(ObjectsOfProd))]
    public Task Check_misses_an_object_of_prod(string title) => CheckMissesAsync("prod", title);

    [Theory]
    [MemberData(nameof(ObjectsOfDev))]
    public Task Check_misses_an_object_of_dev(string title) => CheckMissesAsync("dev", title);

    private static async Task CheckMissesAsync(string stack, string title)
    {
        var preview = await MySqlStack.OfAsync(stack);

        var failing = preview.Failing(preview.Plan.Forgetting(preview.Plan.Find(title)));

        Assert.NotEmpty(failing);
        Assert.DoesNotContain(failing, result => result.Check.Id == "dependencies-exist");
    }

    private static TheoryData<string> TitlesIn(string stack)
        => [.. MySqlStack.OfAsync(stack).GetAwaiter().GetResult().Plan.Resources
            .Where(IsOfMySql)
            .Select(resource => resource.StableTitle())];

    // The others are those of any stack.
    private static bool IsOfMySql(PlannedResource resource)
        => resource.IsObject && resource.Urn.Contains("mysql", StringComparison.OrdinalIgnoreCase);
}
