using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Checks;
using Infra.Data;
using Infra.Environments;
using Infra.Observability;
using Infra.Observability.Alerts;
using Infra.Settings;
using Infra.Settings.Reading;
using StackPreview.Comparison;

namespace Infra.Tests.Data.Shelf;

/// <summary>
/// A data service that exists in tests only: what the program's own ones have, it has, and nothing of the program names it.
/// </summary>
internal sealed class ShelfService : DataService<ShelfNeed, ShelfSettings, ShelfConnection>
{
    public const string ServiceName = "shelf";

    public override string Name => ServiceName;

    public override string Title => "Shelf";

    public override ImmutableArray<string> NameParts { get; } = ["clients", "server"];

    public override string SectionMeaning => "The shelf.";

    public override ImmutableArray<NamespaceSetting> Namespaces { get; } =
        [new("shelfOperator", "shelf-system", "Namespace of the operator of shelves.")];

    public override DataServiceChecks Checks { get; } = new ShelfChecks();

    public override IReadOnlyList<IChangeRule> ChangeRules { get; } = [new BoardsOnlyGrow()];

    public override ImmutableArray<DataServiceOutput> Outputs { get; } = [new("shelfUrl", IsSecret: true)];

    protected override ImmutableArray<DataServiceProvider<ShelfNeed, ShelfSettings, ShelfConnection>> Providers { get; } =
        [new(InCluster, "one server in a StatefulSet", ShelfServer.Type, (name, args, options) => new ShelfServer(name, args, options))];

    protected override ShelfNeed DefaultNeed { get; } = new();

    protected override ShelfSettings Read(
        Section section,
        string provider,
        EnvironmentTraits environment,
        ProjectDefinition project,
        ShelfNeed? need)
        => new()
        {
            Provider = provider,
            Boards = section.Get(
                "boards",
                SettingTypes.Integer(1, 99),
                environment.Size == EnvironmentSize.Small ? 1 : 5,
                "Number of boards."),
        };

    protected override AlertGroup AlertsOn(WatchedService service, string ns, ShelfSettings settings) => new(service.Name,
    [
        new AlertRule(
            $"{service.Prefix}Down",
            $"absent(shelf_up{{{Selector.OfTarget(ns, service.Name)}}} == 1)",
            TimeSpan.FromMinutes(2),
            Severity.Critical,
            $"{service.Title} does not answer.",
            "Look at its pod and its log.",
            Runbooks.ServerDown),
        .. VolumeAlerts.Of(service.Prefix, service.Title, ns, $"data-{service.Name}-0", "edit the size of its PersistentVolumeClaim"),
    ]);

    protected override RecoveryObjective RecoveryOf(string name, ShelfSettings settings, ObjectStorageSettings storage, string ns)
        => RecoveryObjective.None(name);

    protected override DataServiceOutputs OutputsOf(ShelfConnection connection) => new ShelfOutputs(connection.Url);
}
