namespace Infra.Applications.Model;

/// <summary>
/// A product of others that runs beside the application, such as a chat desk. The data services it needs are its own: their names begin
/// with its name, and neither side has a way to the other's.
/// </summary>
public sealed record CompanionDefinition : ProjectDefinition;
