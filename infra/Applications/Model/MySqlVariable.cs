namespace Infra.Applications.Model;

/// <summary>A variable that holds a part of the MySQL connection.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Part">Which part.</param>
public sealed record MySqlVariable(string Name, MySqlPart Part) : Variable(Name);
