namespace Infra.Data.Postgres;

/// <summary>
/// The extensions that the operator makes and drops itself, in every database: one is there as long as a parameter of it is set, and
/// dropped where none is. https://cloudnative-pg.io/documentation/current/postgresql_conf/#managed-extensions
/// </summary>
internal static class ManagedExtensions
{
    // The server's own defaults: that they are set is what counts.
    private static readonly Dictionary<string, KeyValuePair<string, string>> Parameters = new()
    {
        ["pg_stat_statements"] = new("pg_stat_statements.max", "5000"),
        ["pgaudit"] = new("pgaudit.log", "none"),
    };

    /// <summary>The names of all of them.</summary>
    public static IEnumerable<string> All => Parameters.Keys;

    /// <summary>The parameters that keep those of the extensions that the operator would drop.</summary>
    public static IEnumerable<KeyValuePair<string, string>> ParametersOf(IEnumerable<string> extensions)
        => extensions.Where(Parameters.ContainsKey).Select(extension => Parameters[extension]);

    /// <summary>The parameter that keeps an extension.</summary>
    public static string ParameterOf(string extension) => Parameters[extension].Key;

    /// <summary>Whether a parameter is one of an extension.</summary>
    public static bool IsParameterOf(string extension, string parameter)
        => parameter.StartsWith($"{extension}.", StringComparison.Ordinal);
}
