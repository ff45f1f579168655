using Infra.Tests.Support;
using StackPreview.Comparison;
using StackPreview.Plans;
using StackPreview.Rendering;

namespace Infra.Tests.PreviewTests.Comparison;

/// <summary>The stacks that tests run, with one changed setting.</summary>
internal static class StackChange
{
    /// <summary>The plan of a stack.</summary>
    public static async Task<Plan> PlanAsync(string stack, string? application = null)
        => (await Previews.OfAsync(stack, application)).Plan;

    /// <summary>The plan of a stack whose file says more.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="setting">What is added, a line.</param>
    public static async Task<Plan> PlanWithAsync(string stack, string setting)
        => (
            await Preview.RunAsync(
                Previews.Parse(
                    stack,
                    $"{await File.ReadAllTextAsync(Path.Combine(Repository.TestStacks, $"Pulumi.{stack}.yaml"))}\n  {setting}\n"),
                stack,
                Catalog.Default)).Plan;

    /// <summary>What becomes of a plan by the rules of this platform, or differs between those of two stacks.</summary>
    public static PlanComparison Between(Plan before, Plan after) => PlanComparer.Compare(before, after, Catalog.Default.ChangeRules);

    /// <summary>What changes with a setting.</summary>
    public static async Task<PlanComparison> CompareAsync(string stack, string setting)
        => StackChange.Between(await PlanAsync(stack), await PlanWithAsync(stack, setting));

    /// <summary>A comparison as text.</summary>
    public static string TextOf(PlanComparison comparison)
    {
        using var text = new StringWriter { NewLine = "\n" };
        Reports.Write(comparison, ReportFormat.Text, text);
        return text.ToString();
    }
}
