using Infra.Isolation;
using Infra.Steps;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;
using Pulumi.Kubernetes.Core.V1;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Data.Postgres;

/// <summary>The archive of the write-ahead log, as steps wait for it.</summary>
internal static class PostgresArchive
{
    /// <summary>The name of the account of the step of a cluster.</summary>
    public static string AccountOf(string cluster) => $"{cluster}-archive";

    /// <summary>
    /// Declares the step that has a segment archived, whenever the cluster, the object store or the credentials are other than they were.
    /// A cluster is ready all the same while nothing is archived.
    /// </summary>
    /// <param name="client">What asks the server.</param>
    /// <param name="placement">Where it is put.</param>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="store">The object store.</param>
    /// <param name="credentials">What the store is opened with; null where its pods have a role.</param>
    /// <param name="after">What it comes after: the restart of the server, where there is one.</param>
    public static Job Declare(
        PostgresClient client,
        Placement placement,
        Resource parent,
        CustomResource cluster,
        CustomResource store,
        Secret? credentials,
        Resource after)
    {
        var name = AccountOf(client.Cluster);
        var step = new PlatformStep
        {
            Account = StepAccount.Declare(name, placement, parent),
            Containers = [UpToDate(client)],
            Volumes = [client.Authority],
            ClientLabels = client.Labels,
            Deadline = PostgresClient.Timeout,
            // The API server counts the changes of what an object is to be; of a Secret, all of them.
            Trigger = TriggerOf(cluster, store, credentials),
        };
        return step.Declare(name, name: null, placement, parent, after);
    }

    private static Output<string> TriggerOf(CustomResource cluster, CustomResource store, Secret? credentials)
    {
        var objects = Output
            .Tuple(cluster.Metadata, store.Metadata)
            .Apply(seen => $"cluster {seen.Item1.Generation}, store {seen.Item2.Generation}");
        return credentials is null
            ? objects
            : Output
                .Tuple(objects, credentials.Metadata)
                .Apply(seen => $"{seen.Item1}, credentials {seen.Item2.ResourceVersion}".Trim());
    }

    /// <summary>
    /// A container that has a segment of the write-ahead log filled, and ends once it is archived: what was written before it is archived,
    /// too. One that cannot be is its failure.
    /// </summary>
    public static StepContainer UpToDate(PostgresClient client) => client.Asking(
        "archive",
        "archive.sh",
        StepContainer.Told("DEADLINE", $"{PostgresClient.Timeout.TotalSeconds}"),
        StepContainer.Told(
            "LOOK",
            $"kubectl logs --namespace {client.Namespace} --selector cnpg.io/cluster={client.Cluster},cnpg.io/instanceRole=primary "
                + "--container plugin-barman-cloud"));
}
