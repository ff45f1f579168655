namespace Infra.Checks.References;

/// <summary>What tells an object of a namespace from all others.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
internal sealed record ObjectKey(string Kind, string Name);
