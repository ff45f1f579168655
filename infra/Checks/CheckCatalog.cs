using Infra.Checks.References;
using Infra.Checks.Rules;
using StackPreview.Checks;

namespace Infra.Checks;

/// <summary>All the checks that plans go through.</summary>
internal static class CheckCatalog
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<ICheck<CheckContext>> All { get; } =
    [
        new NamespacesExist(),
        new DependenciesExist(),
        new NamesAreUnique(),
        new WorkloadsExist(),
        new SecretsAndConfigMapsExist(),
        new ServiceAccountsExist(),
        new ApiRightsAreExact(),
        new VolumesExist(),
        new ServicesExist(),
        new SelectorsMatch(),
        new ScaleTargetsExist(),
        new RoutesComplete(),
        new IssuersExist(),
        new ExternalSecretsComplete(),
        new DataServiceObjectsExist(),
        new HostsExist(),
        new BackupPolicyHolds(),
        new DataIsProtected(),
        new ManagedServicesArePrivate(),
        new SecretsAreHidden(),
        new SecretsAreOwn(),
        new ImagesArePinned(),
        new PodSecurityIsRestricted(),
        new ResourcesAreBounded(),
        new MemoryAddsUp(),
        new ConnectionsAddUp(),
        new NamespaceIsBounded(),
        new HealthIsProbed(),
        new RolloutsAreSafe(),
        new DisruptionsAreBudgeted(),
        new TrafficIsDenied(),
        new PathsAreOpen(),
        new HostsUseTls(),
        new HostsAreRateLimited(),
        new MetricsAreInternal(),
        new AlertsCoverEverything(),
    ];
}
