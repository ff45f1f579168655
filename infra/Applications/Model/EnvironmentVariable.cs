namespace Infra.Applications.Model;

/// <summary>A variable that tells the environment's name.</summary>
/// <param name="Name">The variable's name.</param>
public sealed record EnvironmentVariable(string Name) : Variable(Name);
