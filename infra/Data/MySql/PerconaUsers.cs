using System.Collections.Immutable;

namespace Infra.Data.MySql;

/// <summary>
/// The users of Percona's operator itself, each a key of one secret (https://docs.percona.com/percona-operator-for-mysql/ps/users.html).
/// </summary>
internal static class PerconaUsers
{
    /// <summary>The user that may do everything. The application's database and user are made with it.</summary>
    public const string Root = "root";

    /// <summary>All of them; a password that is missing would be made by the operator, and be in no state.</summary>
    public static ImmutableArray<string> All { get; } =
    ["clusterset", "heartbeat", "monitor", "operator", "orchestrator", "replication", Root, "xtrabackup"];

    /// <summary>The name of the secret with their passwords.</summary>
    public static string SecretOf(string cluster) => $"{cluster}-users";
}
