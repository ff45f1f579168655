using Infra.Applications;
using Infra.Applications.Model;
using Infra.Aws;
using Infra.Azure;
using Infra.Data;
using Infra.Edge;
using Infra.Environments;
using Infra.Kubernetes;
using Infra.Observability;
using Infra.Secrets;
using Infra.Settings;
using StackPreview.Comparison;
using StackPreview.Kinds;

namespace Infra;

/// <summary>What stacks are made of: one row an environment, an application, a data service.</summary>
/// <param name="Environments">The environments that a stack can be of.</param>
/// <param name="Applications">The applications that a stack can deploy.</param>
/// <param name="DataServices">The data services that a stack can have.</param>
internal sealed record Catalog(
    IReadOnlyList<EnvironmentTraits> Environments,
    IReadOnlyList<ApplicationDefinition> Applications,
    IReadOnlyList<DataService> DataServices)
{
    /// <summary>What this program has.</summary>
    public static Catalog Default { get; } = new(EnvironmentCatalog.All, ApplicationCatalog.All, Data.DataServices.All);

    /// <summary>Reads settings of stacks that are made of it.</summary>
    public SettingsLoader Settings => new(Environments, Applications, DataServices);

    /// <summary>
    /// The facts of all that a stack may declare: of Kubernetes and Pulumi, and of what operators bring, each beside what declares it.
    /// </summary>
    public KindCatalog Kinds => new(
        [
            .. KindCatalog.BuiltIn,
            .. DataServices.SelectMany(service => service.Kinds),
            .. EdgeKinds.All,
            .. MonitoringKinds.All,
            .. KedaKinds.All,
            .. ExternalSecretKinds.All,
            NetworkOutputs.KindFor(DataServices.Select(service => service.Name), AwsNetwork.PreviewOutputs),
        ],
        "the kinds beside what declares it, such as those in infra/Edge/EdgeKinds.cs");

    /// <summary>What may become of a live stack.</summary>
    public IReadOnlyList<IChangeRule> ChangeRules =>
    [
        .. StackPreview.Rules.ChangeRules.BuiltIn,
        new GenerationsOnlyRise(),
        new NewHostsWait(),
        new DataStaysBehind(DataServices),
        new AccountStays(),
        new SubscriptionStays(),
        new ManagedResourcesStay(),
        .. DataServices.SelectMany(service => service.ChangeRules),
    ];
}
