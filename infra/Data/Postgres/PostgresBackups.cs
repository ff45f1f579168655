using System.Collections.Immutable;
using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Settings;
using Infra.Steps;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Data.Postgres;

/// <summary>
/// Base backups that are taken now, beside those at set times. A step makes each one, and succeeds once it is completed and its last
/// segment of the write-ahead log is archived: before that it cannot be restored.
/// </summary>
/// <remarks>
/// The Backup is no resource of its own. It fails for good, while a resource is only waited for; and the operator deletes it with the
/// last of its data, so that a refresh would have it taken again.
/// </remarks>
internal sealed record PostgresBackups
{
    private const string Script = "backup.sh";

    // A label of its pods holds it.
    private const int LongestJobName = 63;

    /// <summary>What asks the server whether its last segment is archived.</summary>
    public required PostgresClient Client { get; init; }

    /// <summary>The account of the steps, which may make Backups and look at them.</summary>
    public required StepAccount Account { get; init; }

    /// <summary>The longest time that a backup may take.</summary>
    public required TimeSpan Deadline { get; init; }

    /// <summary>Where the steps are put.</summary>
    public required Placement Placement { get; init; }

    /// <summary>The component that they are parts of: the database's, whichever project asks for one.</summary>
    public required Resource Parent { get; init; }

    /// <summary>What every backup comes after.</summary>
    public required ImmutableArray<Resource> After { get; init; }

    /// <summary>The name of the account of a cluster's steps.</summary>
    public static string AccountOf(string cluster) => $"{cluster}-backup";

    /// <summary>What the names of the first backups of a cluster begin with.</summary>
    public static string FirstOf(string cluster) => $"{cluster}-base-";

    /// <summary>Declares the account of a cluster's steps.</summary>
    public static StepAccount DeclareAccount(string cluster, Placement placement, Resource parent)
        => StepAccount.Declare(AccountOf(cluster), placement, parent, new ApiRule("postgresql.cnpg.io", "backups", "create", "get"));

    /// <summary>What a backup before the upgrade to a major version is called after.</summary>
    public static string UpgradeTo(int version) => $"v{version}";

    /// <summary>The name of a backup of a cluster before a job.</summary>
    public static string Before(string cluster, string job) => ContentHash.Bounded($"{cluster}-before-{job}", LongestJobName);

    /// <summary>Declares a backup before a job.</summary>
    /// <param name="job">The name of the job. A backup of the same job is not taken again.</param>
    public Job TakeBefore(string job)
        => Take(Before(Client.Cluster, job));

    /// <summary>
    /// Declares the first backup at a destination. The write-ahead log alone restores nothing: a database whose archive has moved has
    /// nothing to recover from until there is one.
    /// </summary>
    /// <param name="storage">The destination. Another one has a first backup of its own.</param>
    /// <param name="archive">The name that is said outright for what is there; null for the cluster's own.</param>
    public Job TakeFirst(ObjectStorageSettings storage, string? archive)
    {
        string[] place = [storage.Destination.OriginalString, storage.Endpoint?.OriginalString ?? "", archive ?? Client.Cluster];
        return Take(FirstOf(Client.Cluster) + ContentHash.Of(place));
    }

    /// <summary>
    /// Declares what takes a backup whenever somebody makes a Job of it, such as before the database is destroyed: all that has been written
    /// is in the archive then.
    /// </summary>
    public CronJob DeclareOnDemand()
    {
        var scheduled = new ScheduledStep
        {
            Step = StepOf($"{Client.Cluster}-now"),
            Schedule = ScheduledStep.Never,
            IsSuspended = true,
        };
        return scheduled.Declare($"{Account.Name}-job", Placement, Parent, After);
    }

    private Job Take(string name) => StepOf(name).Declare(name, name, Placement, Parent, After);

    private PlatformStep StepOf(string backup) => new()
    {
        Account = Account,
        Containers = [Backup(backup), PostgresArchive.UpToDate(Client)],
        Volumes = [Client.Authority],
        ClientLabels = Client.Labels,
        Deadline = Deadline + PostgresClient.Timeout,
    };

    private StepContainer Backup(string name) => new("backup", StepImages.Kubectl, Script)
    {
        CallsApiServer = true,
        Variables =
        [
            StepContainer.Told("CLUSTER", Client.Cluster),
            StepContainer.Told("PLUGIN", ClusterSpec.BarmanPlugin),
            StepContainer.Told("BACKUP", name),
            StepContainer.Told("DEADLINE", $"{Deadline.TotalSeconds}"),
            // A Job that is made anew is another attempt; a pod that takes the place of a lost one is the same.
            new EnvVarArgs
            {
                Name = "ATTEMPT",
                ValueFrom = new EnvVarSourceArgs
                {
                    FieldRef = new ObjectFieldSelectorArgs { FieldPath = "metadata.labels['batch.kubernetes.io/controller-uid']" },
                },
            },
        ],
    };
}
