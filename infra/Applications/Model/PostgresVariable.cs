namespace Infra.Applications.Model;

/// <summary>A variable that holds a part of the Postgres connection.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Part">Which part.</param>
/// <param name="Scheme">The scheme of the URL, where it is one.</param>
public sealed record PostgresVariable(string Name, PostgresPart Part, string Scheme = "postgresql") : Variable(Name);
