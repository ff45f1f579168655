namespace Infra.Applications.Model;

/// <summary>A variable that holds the address of a public service for the outside.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Service">The service's name.</param>
public sealed record PublicUrlVariable(string Name, string Service) : Variable(Name);
