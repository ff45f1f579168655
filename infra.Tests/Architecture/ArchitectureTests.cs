using ArchUnitNET.Loader;
using Infra.Tests.Support;

namespace Infra.Tests.Architecture;

/// <summary>Data flows one way through the program: each room knows only those that it may know.</summary>
public sealed class ArchitectureTests
{
    private static readonly Lazy<IReadOnlyList<Arrow>> Arrows = new(() => ArrowsIn(typeof(Catalog).Assembly));

    [Fact]
    public void A_room_knows_only_those_that_it_may_know() => Assert.Empty(Forbidden(Arrows.Value));

    [Fact]
    public void Every_arrow_that_is_allowed_is_there()
    {
        var drawn = Arrows.Value.Select(arrow => (arrow.From, arrow.To)).ToHashSet();
        Assert.Empty(
            from room in Rooms.Allowed
            from known in room.Knows
            where !drawn.Contains((room.Room, known))
            select $"{room.Room} → {known}");
    }

    [Fact]
    public void There_is_no_cycle()
        => Assert.All(
            Rooms.Allowed.Index(),
            entry => Assert.Subset(Rooms.Allowed.Take(entry.Index).Select(room => room.Room).ToHashSet(), entry.Item.Knows.ToHashSet()));

    [Fact]
    public void Every_folder_of_the_program_is_a_room()
    {
        var folders = Directory
            .EnumerateDirectories(Repository.PathOf("infra"))
            .Concat(Directory.EnumerateDirectories(Repository.PathOf("infra", "Data")));
        Assert.Empty(folders.Select(folder => Path.GetFileName(folder)!).Except(Rooms.Allowed.Select(room => room.Room)));
    }

    [Fact]
    public void The_documentation_has_the_same_table()
    {
        var rows = Rooms.Allowed.Select(room => $"| {room.Room} | {(room.Knows.IsEmpty ? "nothing" : string.Join(", ", room.Knows))} |");
        Assert.Contains(
            string.Join('\n', rows),
            File.ReadAllText(Repository.PathOf("docs", "architecture.md")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_arrow_against_the_direction_is_found()
    {
        var planted = new Arrow("Values", "Settings", "Infra.Values.Quantity", "Infra.Settings.StackSettings");
        Assert.Equal(
            ["Values → Settings: Infra.Values.Quantity knows Infra.Settings.StackSettings"],
            Forbidden([.. Arrows.Value, planted]));
        // What is planted in a namespace of the program is seen by the same eyes as the program.
        var seen = ArrowsIn(typeof(Infra.Edge.PlantedRoute).Assembly);
        Assert.Contains("Edge → Postgres: Infra.Edge.PlantedRoute knows Infra.Data.Postgres.PostgresConnection", Forbidden(seen));
    }

    private static IEnumerable<string> Forbidden(IEnumerable<Arrow> arrows)
    {
        var allowed = Rooms.Allowed.ToDictionary(room => room.Room, room => room.Knows);
        return from arrow in arrows
               where !allowed[arrow.From].Contains(arrow.To)
               select $"{arrow.From} → {arrow.To}: {arrow.Type} knows {arrow.Known}";
    }

    private static List<Arrow> ArrowsIn(System.Reflection.Assembly assembly)
        => [.. (from type in new ArchLoader().LoadAssemblies(assembly).Build().Types
                let room = Rooms.Of(type.FullName)
                where room is not null
                from target in type.Dependencies.Select(dependency => dependency.Target).DistinctBy(target => target.FullName)
                let known = Rooms.Of(target.FullName)
                where known is not null && known != room
                select new Arrow(room, known, type.FullName, target.FullName)).Distinct()];

    private sealed record Arrow(string From, string To, string Type, string Known);
}
