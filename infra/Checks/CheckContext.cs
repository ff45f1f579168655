using Infra.Applications.Model;
using Infra.Environments;
using Infra.Observability.Alerts;
using Infra.Settings;
using StackPreview.Plans;

namespace Infra.Checks;

/// <summary>What checks look at: the plan, and the settings that it was declared with.</summary>
/// <param name="plan">What is declared.</param>
/// <param name="settings">The settings it was declared with.</param>
/// <param name="services">What data services know.</param>
/// <param name="secretOutputs">The stack outputs that are secret: whoever has one has the data.</param>
internal sealed class CheckContext(
    Plan plan,
    StackSettings settings,
    IReadOnlyList<DataServiceChecks> services,
    IReadOnlySet<string> secretOutputs) : PlanView(plan)
{
    /// <summary>The settings it was declared with.</summary>
    public StackSettings Settings { get; } = settings;

    /// <summary>What data services know about what is declared of them.</summary>
    public IReadOnlyList<DataServiceChecks> Services { get; } = services;

    /// <summary>The stack outputs that are secret.</summary>
    public IReadOnlySet<string> SecretOutputs { get; } = secretOutputs;

    /// <summary>The traits of the environment that the plan is for.</summary>
    public EnvironmentTraits Environment => Settings.Environment;

    /// <summary>Where the stack file sets something of a data service: of a companion's, below the companion.</summary>
    /// <param name="resource">A resource of the data service.</param>
    /// <param name="service">The name of its kind of data service.</param>
    /// <param name="setting">The path below the section.</param>
    public string SettingOf(PlannedResource resource, string service, string setting)
    {
        ProjectDefinition? companion = Settings.Application.Companions.FirstOrDefault(
            companion => $"{resource.Name}-".StartsWith($"{DataServiceNames.Of(companion, service)}-", StringComparison.Ordinal));
        return $"{WatchedService.Of(companion ?? Settings.Application, service, kind: service).Settings}.{setting}";
    }

    /// <summary>The templates of the application's workloads, by the workload's name.</summary>
    public ILookup<string, PodTemplate> TemplatesByWorkload => field ??= Templates.ToLookup(template => template.Workload);
}
