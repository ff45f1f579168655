namespace Infra.Applications.Model;

/// <summary>A variable that tells which environment it is.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="IsLongName">Whether it is the long name: development, staging or production.</param>
/// <param name="Format">What stands around it, with {0} in its place.</param>
public sealed record EnvironmentVariable(string Name, bool IsLongName, string Format = "{0}") : Variable(Name);
