using Infra.Data.Postgres;

// Where it would be if somebody let the edge know a data service.
namespace Infra.Edge;

/// <summary>An arrow against the direction, for the test that sees that such are found.</summary>
internal sealed class PlantedRoute
{
    /// <summary>What the edge must not know.</summary>
    public PostgresConnection? Database { get; init; }
}
