using static Infra.Tests.Checks.CheckCase;

namespace Infra.Tests.Checks.Cases;

/// <summary>What memory, volumes and connections are held to, and rights.</summary>
internal static class SumCases
{
    private const string Connections = "spec.postgresql.parameters.max_connections";
    private const string Rule = "rules[0]";

    public static IEnumerable<CheckCase> All => [.. Sums, .. Rights];

    private static IEnumerable<CheckCase> Sums { get; } =
    [
        Field(
            "memory-adds-up",
            "Cluster postgres",
            Connections,
            "2000",
            "1024Mi of shared buffers and 2000 connections of 3Mi are 7024Mi, and an instance has 4096Mi"),
        Field(
            "memory-adds-up",
            "StatefulSet redis",
            "spec.volumeClaimTemplates[0].spec.resources.requests.storage",
            "2Gi",
            "3 × 1024Mi of data, log and rewritten log are 3072Mi, and its volume has 2048Mi"),
        Field(
                "memory-adds-up",
                "PerconaServerMySQL mysql",
                "spec.mysql.configuration",
                "[mysqld]\ninnodb_buffer_pool_size = 2048M\nmax_connections = 500\n",
                "2048Mi of buffer pool, 1024Mi of group messages and 500 connections of 3Mi are 4572Mi, and an instance has 4096Mi")
            with
        {
            Stack = "mysql-prod",
        },
        Field(
            "connections-add-up",
            "Cluster postgres",
            Connections,
            "100",
            "its clients may open 161 connections, and it takes 100: api 11 × 10, worker 3 × 10, a job of the release 10, "
                + "the operator and its exporter 6, steps of the release 2, reserved 3"),
        Field(
                "connections-add-up",
                "PerconaServerMySQL mysql",
                "spec.mysql.configuration",
                "[mysqld]\ninnodb_buffer_pool_size = 2048M\nmax_connections = 50\nloose_group_replication_message_cache_size = 512M\n",
                "its clients may open 133 connections, and it takes 50: api 11 × 10, a job of the release 10, the exporter 5, "
                    + "the operator and its proxies 6, accounts and dumps 2")
            with
        {
            Stack = "mysql-prod",
        },
    ];

    private static IEnumerable<CheckCase> Rights { get; } =
    [
        Field("api-rights-exact", "Role postgres-backup", $"{Rule}.verbs[0]", "*", "a rule of it allows more than it names"),
        Field("api-rights-exact", "Role postgres-backup", $"{Rule}.resources[0]", "secrets", "it allows create, get of secrets"),
        Removed(
                "api-rights-exact",
                "Role postgres-backup",
                "it gives Role postgres-backup, which is not there",
                "RoleBinding postgres-backup")
            .Also("dependencies-exist"),
        Removed("api-rights-exact", "RoleBinding postgres-backup", "it mounts a token that gives it no right", "Job postgres-base")
            .Also("dependencies-exist"),
        Field("api-rights-exact", "RoleBinding postgres-backup", "roleRef.name", "other", "nobody has it", at: "Role postgres-backup"),
        Field(
            "api-rights-exact",
            "RoleBinding postgres-backup",
            "subjects[0].name",
            "gone",
            "it gives rights to ServiceAccount gone, which is not there"),
        Field(
            "api-rights-exact",
            "RoleBinding postgres-backup",
            "subjects[0].name",
            "postgres-archive",
            "no pod of ServiceAccount postgres-archive gets a token"),
        Field(
            "paths-open",
            "NetworkPolicy postgres-backup",
            "spec.egress",
            Json("[]"),
            "it does not reach port 443 of the API server in 10.0.0.0/8",
            at: "Job postgres-base"),
    ];
}
