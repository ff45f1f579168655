using System.Collections.Immutable;
using Infra.Checks;
using Infra.Reporting;
using Infra.Settings;
using Infra.Settings.Reading;
using StackPreview.Checks;
using StackPreview.Comparison;
using StackPreview.Plans;
using StackPreview.Rendering;
using StackPreview.Running;

namespace Infra;

/// <summary>What a preview shows: the plan, the verdicts on it, and the settings that both come from.</summary>
/// <param name="Settings">The settings of the stack.</param>
/// <param name="Plan">What the stack declares.</param>
/// <param name="Checks">The verdicts.</param>
/// <param name="Catalog">What the stack is made of.</param>
internal sealed record Preview(StackSettings Settings, Plan Plan, ImmutableArray<CheckResult> Checks, Catalog Catalog)
{
    /// <summary>Whether every check holds.</summary>
    public bool IsPassed => Checks.All(check => check.IsPassed);

    /// <summary>Runs the stack in this process and checks what it declares.</summary>
    /// <param name="settings">The settings of the stack.</param>
    /// <param name="stack">Its name.</param>
    /// <param name="catalog">What it is made of.</param>
    /// <exception cref="StackPreview.PreviewException">The stack cannot be declared.</exception>
    public static async Task<Preview> RunAsync(StackSettings settings, string stack, Catalog catalog)
        => Of(settings, await PlanAsync(settings, stack, catalog), catalog);

    /// <summary>Checks what a stack declares.</summary>
    public static Preview Of(StackSettings settings, Plan plan, Catalog catalog)
    {
        var secretOutputs = catalog.DataServices.SelectMany(service => service.Outputs).Where(output => output.IsSecret);
        var context = new CheckContext(
            plan,
            settings,
            [.. catalog.DataServices.Select(service => service.Checks)],
            secretOutputs.Select(output => output.Name).ToHashSet());
        return new Preview(settings, plan, CheckResult.AllOf(CheckCatalog.All, context), catalog);
    }

    /// <summary>Runs the stack in this process, and gives what it declares.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public static Task<Plan> PlanAsync(StackSettings settings, string stack, Catalog catalog)
        => OfflineRun.PlanAsync(StackProgram.Of(options => new PlatformStack(settings, catalog, options)), new RunOptions
        {
            Project = StackReading.ProjectName,
            Stack = stack,
            Kinds = catalog.Kinds,
            Secrets = [.. settings.SuppliedSecrets.Select(name => $"{StackReading.ProjectName}:{name}")],
            AllSecretsArePlaceholders = true,
            Application = settings.Application.Name,
            Environment = settings.Environment.Name,
            Namespace = settings.Namespace,
            ProtectsData = settings.Environment.ProtectsData,
        });

    /// <summary>What is told about it.</summary>
    /// <param name="changes">What changes since an earlier plan. Default: nothing is said about it.</param>
    public Report Report(PlanComparison? changes = null) => new(new CheckedPlan(Plan, Checks))
    {
        Changes = changes,
        Sections =
        [
            AlertsSection.Of(Plan),
            RecoverySection.Of(Settings, Catalog.DataServices),
            DestroySection.Of(Settings, Catalog.DataServices),
            CostSection.Of(Settings, Plan, changes?.Before),
            PromisesSection.Of(Settings),
            ExemptionsSection.Of(Settings),
            UnsetSection.Of(Settings),
            TagsSection.Of(Settings, Plan),
        ],
        Diagram = new PlatformDiagram(Settings, Catalog.DataServices),
        Marker = "infra-preview",
    };
}
