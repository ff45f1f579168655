using Infra.Steps;

namespace Infra.Data.Postgres;

/// <summary>The archive of the write-ahead log, as steps wait for it.</summary>
internal static class PostgresArchive
{
    /// <summary>
    /// A container that has a segment of the write-ahead log filled, and ends once it is archived: what was written before it is archived,
    /// too. One that cannot be is its failure.
    /// </summary>
    public static StepContainer UpToDate(PostgresClient client) => client.Asking(
        "archive",
        "archive.sh",
        StepContainer.Told("DEADLINE", $"{PostgresClient.Patience.TotalSeconds}"),
        StepContainer.Told(
            "LOOK",
            $"kubectl logs --namespace {client.Namespace} --selector cnpg.io/cluster={client.Cluster},cnpg.io/instanceRole=primary "
                + "--container plugin-barman-cloud"));
}
