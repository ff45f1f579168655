namespace Infra.Applications.Model;

/// <summary>A MySQL database with a user of its own, who may do everything in it and nothing outside.</summary>
/// <param name="Database">The database's and the user's name: at most 32 lower-case letters, digits and '_', the first one no digit, and no name of MySQL's own.</param>
public sealed record MySqlNeed(string Database);
