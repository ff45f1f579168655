namespace Infra.Data;

/// <summary>A stack output that leads to a data service.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsSecret">Whether whoever has it has the data.</param>
internal sealed record DataServiceOutput(string Name, bool IsSecret = false);
