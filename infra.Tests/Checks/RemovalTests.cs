using StackPreview.Plans;
using Infra.Tests.Support;

namespace Infra.Tests.Checks;

/// <summary>
/// Nothing that a stack declares can go missing unnoticed. There are no exceptions but the stack itself, without which there is no plan.
/// </summary>
public sealed class RemovalTests
{
    public static TheoryData<string> ObjectsOfProd => TitlesIn("prod", resource => resource.IsObject);

    public static TheoryData<string> ObjectsOfStage => TitlesIn("stage", resource => resource.IsObject);

    public static TheoryData<string> ObjectsOfDev => TitlesIn("dev", resource => resource.IsObject);

    public static TheoryData<string> OthersOfProd => TitlesIn("prod", resource => !resource.IsObject && resource.Parent is not null);

    public static TheoryData<string> ObjectsOfShowcase => TitlesIn("prod", resource => resource.IsObject, Showcase.Name);

    [Theory]
    [MemberData(nameof(ObjectsOfShowcase))]
    public Task Check_misses_an_object_of_the_showcase(string title) => CheckMissesAsync("prod", title, Showcase.Name);

    [Theory]
    [MemberData(nameof(ObjectsOfProd))]
    public Task Check_misses_an_object_of_prod(string title) => CheckMissesAsync("prod", title);

    [Theory]
    [MemberData(nameof(ObjectsOfStage))]
    public Task Check_misses_an_object_of_stage(string title) => CheckMissesAsync("stage", title);

    [Theory]
    [MemberData(nameof(ObjectsOfDev))]
    public Task Check_misses_an_object_of_dev(string title) => CheckMissesAsync("dev", title);

    // A provider, a component or a generated value has no place in the cluster: what it was declared for misses it.
    [Theory]
    [MemberData(nameof(OthersOfProd))]
    public async Task Check_misses_what_is_no_object(string title)
    {
        var preview = await Previews.OfAsync("prod");

        var failing = preview.Failing(preview.Plan.Without(preview.Plan.Find(title)));

        Assert.Contains(failing, result => result.Check.Id == "dependencies-exist");
    }

    // An object that was never declared is waited for by none, so that it is not dependencies that give it away.
    private static async Task CheckMissesAsync(string stack, string title, string? application = null)
    {
        var preview = await Previews.OfAsync(stack, application);

        var failing = preview.Failing(preview.Plan.Forgetting(preview.Plan.Find(title)));

        Assert.NotEmpty(failing);
        Assert.DoesNotContain(failing, result => result.Check.Id == "dependencies-exist");
    }

    private static TheoryData<string> TitlesIn(string stack, Func<PlannedResource, bool> isMeant, string? application = null)
        => [
            .. Previews
                .OfAsync(stack, application)
                .GetAwaiter()
                .GetResult()
                .Plan.Resources.Where(isMeant)
                .Select(resource => resource.StableTitle()),
        ];
}
