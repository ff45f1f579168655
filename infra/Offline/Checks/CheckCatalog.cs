using System.Collections.Immutable;
using Infra.Offline.Checks.References;
using Infra.Offline.Checks.Rules;

namespace Infra.Offline.Checks;

/// <summary>All the rules that plans are held to.</summary>
internal static class CheckCatalog
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<ICheck> All { get; } =
    [
        new NamespacesExist(),
        new DependenciesExist(),
        new NamesAreUnique(),
        new WorkloadsExist(),
        new SecretsAndConfigMapsExist(),
        new ServiceAccountsExist(),
        new VolumesExist(),
        new ServicesExist(),
        new SelectorsMatch(),
        new ScaleTargetsExist(),
        new RoutesComplete(),
        new DatabaseObjectsExist(),
        new HostsExist(),
        new BackupPolicyHolds(),
        new DataIsProtected(),
        new SecretsAreHidden(),
        new ImagesArePinned(),
        new PodSecurityIsRestricted(),
        new ResourcesAreBounded(),
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

    /// <summary>Holds a plan to all of them.</summary>
    public static ImmutableArray<CheckResult> Run(CheckContext context) => [.. All.Select(check => new CheckResult(check, [.. check.Run(context)]))];
}
