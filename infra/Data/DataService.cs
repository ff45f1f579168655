using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Application;
using Infra.Backups;
using Infra.Checks;
using Infra.Environments;
using Infra.Isolation;
using Infra.Observability;
using Infra.Observability.Alerts;
using Infra.Settings;
using Infra.Settings.Reading;
using Pulumi;
using StackPreview.Comparison;
using StackPreview.Kinds;

namespace Infra.Data;

/// <summary>
/// All that is known about a data service: the row that the catalog has of it. The definitions of applications, settings, checks and the
/// diagram each ask it for their part.
/// </summary>
internal abstract class DataService : IDataServiceSection
{
    /// <summary>The provider that is in the cluster, of data services with one such provider.</summary>
    public const string InCluster = "cluster";

    /// <summary>The provider of a server that runs elsewhere.</summary>
    public const string Existing = "existing";

    /// <summary>The provider of a companion's that is a part of the application's own.</summary>
    public const string Shared = "shared";

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Title { get; }

    /// <inheritdoc/>
    public abstract ImmutableArray<string> NameParts { get; }

    /// <inheritdoc/>
    public virtual ImmutableArray<string> OtherNames => [];

    /// <inheritdoc/>
    public virtual bool HasAuthority => false;

    /// <inheritdoc/>
    public virtual bool IsBackedUpOnDemand => false;

    /// <inheritdoc/>
    public abstract string SectionMeaning { get; }

    /// <inheritdoc/>
    public virtual ImmutableArray<NamespaceSetting> Namespaces => [];

    /// <summary>Its own checks of plans, beside those of all. Default: none.</summary>
    public virtual DataServiceChecks Checks { get; } = new();

    /// <summary>The types of its components, one a provider.</summary>
    public abstract ImmutableArray<string> ComponentTypes { get; }

    /// <summary>The facts of the kinds that its operator brings. Default: it has no operator.</summary>
    public virtual IReadOnlyList<ResourceKind> Kinds => [];

    /// <summary>Its own rules for changes to a live stack, beside those of all. Default: none.</summary>
    public virtual IReadOnlyList<IChangeRule> ChangeRules => [];

    /// <summary>The stack outputs that lead to it.</summary>
    public abstract ImmutableArray<DataServiceOutput> Outputs { get; }

    /// <summary>The alerts on one that is deployed.</summary>
    /// <param name="service">What they call it.</param>
    /// <param name="ns">The namespace that it is in.</param>
    /// <param name="settings">Its settings.</param>
    public abstract AlertGroup AlertsOn(WatchedService service, string ns, DataServiceSettings settings);

    /// <summary>What of one that is deployed can be got back after a loss.</summary>
    /// <param name="service">Which.</param>
    /// <param name="settings">The settings of the stack.</param>
    public abstract RecoveryObjective RecoveryOf(DeployedDataService service, StackSettings settings);

    /// <summary>Declares one.</summary>
    /// <param name="service">Which.</param>
    /// <param name="project">Whose.</param>
    /// <param name="settings">The settings of the stack.</param>
    /// <param name="placement">Where it is put.</param>
    /// <param name="host">The connection to the application's own, where this is a companion's; null where there is none.</param>
    /// <param name="clouds">Where managed services are made.</param>
    /// <param name="storage">Where backups go; null where nothing of the stack is backed up.</param>
    /// <param name="options">The options of its component.</param>
    public abstract DeclaredDataService Declare(
        DeployedDataService service,
        ProjectDefinition project,
        StackSettings settings,
        Placement placement,
        DataConnection? host,
        CloudAccounts clouds,
        ObjectStorage? storage,
        ComponentResourceOptions options);

    /// <inheritdoc/>
    DataServiceSettings IDataServiceSection.Read(
        Section section,
        EnvironmentTraits environment,
        ProjectDefinition project,
        DataServiceSettings? host)
        => Read(section, environment, project, host);

    /// <inheritdoc cref="IDataServiceSection.Read"/>
    protected abstract DataServiceSettings Read(
        Section section,
        EnvironmentTraits environment,
        ProjectDefinition project,
        DataServiceSettings? host);
}

/// <summary>The row of a data service, whose need, settings and connection are its own.</summary>
/// <typeparam name="TNeed">What an application can need of it.</typeparam>
/// <typeparam name="TSettings">Its settings.</typeparam>
/// <typeparam name="TConnection">How it is reached.</typeparam>
internal abstract class DataService<TNeed, TSettings, TConnection> : DataService
    where TNeed : DataServiceNeed
    where TSettings : DataServiceSettings
    where TConnection : DataConnection
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> ComponentTypes => [.. Providers.Select(provider => provider.ComponentType).Distinct()];

    /// <summary>What can run it.</summary>
    protected abstract ImmutableArray<DataServiceProvider<TNeed, TSettings, TConnection>> Providers { get; }

    /// <summary>What a stack has that has one although its application needs none.</summary>
    protected abstract TNeed DefaultNeed { get; }

    /// <inheritdoc/>
    public sealed override AlertGroup AlertsOn(WatchedService service, string ns, DataServiceSettings settings)
        => AlertsOn(service, ns, (TSettings)settings);

    /// <inheritdoc/>
    public sealed override RecoveryObjective RecoveryOf(DeployedDataService service, StackSettings settings)
    {
        if (service.Settings.RecoveryByProvider(service.Name) is { } recovery)
            return recovery;
        return settings.ObjectStorage is { } storage && service.Settings.IsBackedUp
            ? RecoveryOf(service.Name, (TSettings)service.Settings, storage, settings.Namespace)
            : RecoveryObjective.None(service.Name) with { IsElsewhere = service.Settings.Provider == Existing };
    }

    /// <inheritdoc/>
    public sealed override DeclaredDataService Declare(
        DeployedDataService service,
        ProjectDefinition project,
        StackSettings settings,
        Placement placement,
        DataConnection? host,
        CloudAccounts clouds,
        ObjectStorage? storage,
        ComponentResourceOptions options)
    {
        var args = new DataServiceArgs<TNeed, TSettings>
        {
            Placement = placement,
            Settings = (TSettings)service.Settings,
            Need = NeedOf(project) ?? DefaultNeed,
            Host = host,
            Aws = clouds.Aws,
            Azure = clouds.Azure,
            ObjectStorage = storage,
            ScalerNamespace = project.Workers.Any(worker => settings.ScalesByQueue(worker) && worker.Queue!.Service == Name)
                ? settings.Cluster.KedaNamespace
                : null,
            Generation = settings.Generations[service.Name],
        };
        var provider = Providers.Single(provider => provider.Name == args.Settings.Provider);
        var server = provider.Declare(service.Name, args, WithAliases(options, provider.ComponentType));
        return new DeclaredDataService(server.Connection, server.ScrapeTargets, OutputsOf(server.Connection));
    }

    // Under another provider, its objects of the same name are the same objects, and generated values stay.
    private ComponentResourceOptions WithAliases(ComponentResourceOptions options, string type)
        => ComponentResourceOptions.Merge(
            options,
            new ComponentResourceOptions
            {
                Aliases = [.. ComponentTypes.Where(other => other != type).Select(other => (Input<Alias>)new Alias { Type = other })],
            });

    /// <inheritdoc cref="DataService.AlertsOn"/>
    protected abstract AlertGroup AlertsOn(WatchedService service, string ns, TSettings settings);

    /// <summary>What of one that is backed up can be got back after a loss.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="storage">Where backups go.</param>
    /// <param name="ns">The namespace that it is in.</param>
    protected abstract RecoveryObjective RecoveryOf(string name, TSettings settings, ObjectStorageSettings storage, string ns);

    /// <summary>The values of the stack outputs that lead to it.</summary>
    protected abstract DataServiceOutputs OutputsOf(TConnection connection);

    /// <summary>The provider that an environment has unless the stack file says otherwise. Default: the first one.</summary>
    protected virtual string ProviderIn(EnvironmentTraits environment) => Providers[0].Name;

    /// <summary>Reads the settings that are its own.</summary>
    /// <param name="section">The section.</param>
    /// <param name="provider">What runs it.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="project">Whose it is.</param>
    /// <param name="need">What the project needs of it; null where it needs none.</param>
    protected abstract TSettings Read(
        Section section,
        string provider,
        EnvironmentTraits environment,
        ProjectDefinition project,
        TNeed? need);

    /// <inheritdoc/>
    protected sealed override DataServiceSettings Read(
        Section section,
        EnvironmentTraits environment,
        ProjectDefinition project,
        DataServiceSettings? host)
    {
        var provider = section.Get(
            "provider",
            SettingTypes.OneOf([.. Providers.Select(provider => provider.Name).Prepend(InCluster).Distinct()]),
            ProviderIn(environment),
            $"What runs it: {string.Join(", or ", Providers.Select(provider => provider.Meaning))}.");
        // Of several in the cluster, the one of the environment.
        if (Providers.All(known => known.Name != provider))
            provider = ProviderIn(environment);
        return provider == Shared
            ? ReadShared(section, environment, project, NeedOf(project), (TSettings?)host)
            : Read(section, provider, environment, project, NeedOf(project));
    }

    /// <summary>Reads the settings of one that shares the server of the application's own, where it has such a provider.</summary>
    /// <param name="section">The section.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="project">Whose it is.</param>
    /// <param name="need">What the project needs of it; null where it needs none.</param>
    /// <param name="host">The settings of the application's own; null where there is none, or it is that.</param>
    protected virtual TSettings ReadShared(
        Section section,
        EnvironmentTraits environment,
        ProjectDefinition project,
        TNeed? need,
        TSettings? host)
        => throw new NotSupportedException($"{Title} has no provider {Shared}.");

    private static TNeed? NeedOf(ProjectDefinition project) => project.Needs.OfType<TNeed>().FirstOrDefault();
}
