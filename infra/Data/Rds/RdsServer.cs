using Infra.Values;

namespace Infra.Data.Rds;

/// <summary>A data service that RDS runs.</summary>
/// <param name="Engine">What runs.</param>
/// <param name="Instance">Its settings.</param>
/// <param name="Storage">The size of its volume at first.</param>
/// <param name="MaxConnections">The most client connections at a time.</param>
/// <param name="Origin">Which of its instances serves, and what that was made from.</param>
internal sealed record RdsServer(
    RdsEngine Engine,
    RdsSettings Instance,
    Quantity Storage,
    int MaxConnections,
    ManagedOrigin Origin);
