namespace Infra.Applications.Model;

/// <summary>A variable that holds the address of a service within the cluster.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Service">The service's name.</param>
public sealed record ServiceUrlVariable(string Name, string Service) : Variable(Name);
