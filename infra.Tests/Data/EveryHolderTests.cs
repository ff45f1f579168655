using Infra.Applications;
using Infra.Environments;
using Infra.Reporting;
using Infra.Settings.Reading;
using Infra.Tests.Support;

namespace Infra.Tests.Data;

/// <summary>
/// Whatever holds data in stage and prod can be brought back by a setting, and has a row among what can be recovered. That it has a
/// backup, an alert on it and a drill, the checks backup-policy and alerts-cover hold, with cases of their own.
/// </summary>
public sealed class EveryHolderTests
{
    private static readonly string[] Kinds = ["Cluster", "PerconaServerMySQL", "StatefulSet", "PersistentVolumeClaim"];
    private static readonly string[] Environments = ["stage", "prod"];

    /// <summary>Every application in the environments that promise to keep data.</summary>
    public static IEnumerable<object[]> Stacks
        => from application in ApplicationCatalog.All
           from environment in Environments
           select new object[] { application.Name, environment };

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Has_a_setting_that_restores_it_and_a_row(string application, string environment)
    {
        var holders = await HoldersOf(application, environment);
        Assert.Equal([], Lacking(holders, RowsOf(application, environment), RestoredIn(application)));
    }

    [Fact]
    public async Task What_lacks_one_of_them_is_named()
    {
        var holders = await HoldersOf("julia", "prod");
        Assert.Equal(6, holders.Count);
        foreach (var holder in holders)
        {
            Assert.Equal(
                [$"{holder} has no row"],
                Lacking(holders, RowsOf("julia", "prod").Where(row => row != holder), RestoredIn("julia")));
            Assert.Equal(
                [$"{holder} has no setting that restores it"],
                Lacking(holders, RowsOf("julia", "prod"), RestoredIn("julia").Where(restored => restored != holder)));
        }
    }

    private static List<string> Lacking(IEnumerable<string> holders, IEnumerable<string> rows, IEnumerable<string> restored)
    {
        var told = rows.ToHashSet();
        var known = restored.ToHashSet();
        return
        [
            .. from holder in holders
               from lack in new[]
               {
                   told.Contains(holder) ? null : "row",
                   known.Contains(holder) ? null : "setting that restores it",
               }
               where lack is not null
               select $"{holder} has no {lack}",
        ];
    }

    // A volume that can be made again holds nothing that is missed, and what a StatefulSet of the application mounts is a claim.
    private static async Task<List<string>> HoldersOf(string application, string environment)
    {
        var settings = Previews.SettingsOf(environment, application);
        var plan = (await Previews.OfAsync(environment, application)).Plan;
        var remade = settings.Application.Projects
            .SelectMany(project => project.Volumes)
            .Where(volume => !volume.IsPrecious)
            .Select(volume => volume.Name)
            .ToHashSet();
        return
        [
            .. plan.OfKind(Kinds)
                .Where(resource => resource.HoldsData && !remade.Contains(resource.ObjectName!))
                .Select(resource => resource.ObjectName!)
                .Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> RowsOf(string application, string environment)
        => RecoverySection.Objectives(Previews.SettingsOf(environment, application), Catalog.Default.DataServices)
            .Select(objective => objective.Name);

    // By the name of what is restored: the sections of data services, those of companions, and those of volumes.
    private static IEnumerable<string> RestoredIn(string application)
    {
        var definition = ApplicationCatalog.All.Single(one => one.Name == application);
        var sections = Catalog.Default.Settings.Describe(Prod.Traits, definition).Descriptions;
        var companions = Below(sections, "companions")
            .SelectMany(companion => companion.Section!.Descriptions.Select(service => ($"{companion.Name}-{service.Name}", service)));
        return from entry in sections.Select(section => (section.Name, section))
                   .Concat(companions)
                   .Concat(Below(sections, "volumeBackups").Select(volume => (volume.Name, volume)))
               where entry.Item2.Section?.Descriptions.Any(setting => setting.Name == "recover") is true
               select entry.Item1;
    }

    private static IEnumerable<SettingDescription> Below(IEnumerable<SettingDescription> sections, string name)
        => sections.FirstOrDefault(section => section.Name == name)?.Section?.Descriptions ?? [];
}
