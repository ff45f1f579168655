using System.Collections.Immutable;
using Infra.Checks;
using Infra.Settings;
using Infra.Settings.Reading;
using StackPreview.Checks;
using StackPreview.Comparison;
using StackPreview.Plans;
using StackPreview.Rendering;
using StackPreview.Running;

namespace Infra.Offline;

/// <summary>What a preview shows: the plan, the verdicts on it, and the settings that both come from.</summary>
/// <param name="Settings">The settings of the stack.</param>
/// <param name="Plan">What the stack declares.</param>
/// <param name="Checks">The verdicts.</param>
internal sealed record Preview(StackSettings Settings, Plan Plan, ImmutableArray<CheckResult> Checks)
{
    /// <summary>Whether every check holds.</summary>
    public bool IsPassed => Checks.All(check => check.IsPassed);

    /// <summary>Runs the stack in this process and checks what it declares.</summary>
    /// <exception cref="StackPreview.PreviewException">The stack cannot be declared.</exception>
    public static async Task<Preview> RunAsync(StackSettings settings, string stack)
    {
        var plan = await PlanAsync(settings, stack);
        return new Preview(settings, plan, CheckResult.AllOf(CheckCatalog.All, new CheckContext(plan, settings)));
    }

    /// <summary>Runs the stack in this process, and gives what it declares.</summary>
    /// <exception cref="StackPreview.PreviewException">The stack cannot be declared.</exception>
    public static Task<Plan> PlanAsync(StackSettings settings, string stack)
        => OfflineRun.PlanAsync(StackProgram.Of(options => new PlatformStack(settings, options)), new RunOptions
        {
            Project = StackReading.ProjectName,
            Stack = stack,
            Kinds = Platform.Kinds,
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
        Sections = [AlertsSection.Of(Plan), ExemptionsSection.Of(Settings), UnsetSection.Of(Settings, Plan.Stack)],
        Diagram = new PlatformDiagram(Settings),
        Marker = "infra-preview",
    };
}
