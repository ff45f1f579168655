using System.Collections.Immutable;
using Infra.Aws;
using Infra.Kubernetes;
using Infra.Steps;
using Infra.Values;
using Pulumi;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Data.Postgres;

/// <summary>
/// The restore drill: a job that restores the newest backup into a scratch cluster beside the live one, looks at what came back, and
/// removes it again. The paths of the scratch cluster are open all the time, as it is there for an hour in a month.
/// </summary>
internal sealed record PostgresDrill
{
    /// <summary>The script by which the drill is told from other jobs.</summary>
    public const string Script = "postgres-drill.sh";

    /// <summary>The script that writes the time into the live database.</summary>
    public const string HeartbeatScript = "postgres-heartbeat.sh";

    /// <summary>The SELECT of the newest of these times.</summary>
    public const string OwnNewest = "SELECT extract(epoch FROM max(at))::bigint FROM recovery_drill.heartbeat";

    // For what is left of an earlier run, and for reading all that is restored.
    private static readonly TimeSpan Beside = TimeSpan.FromHours(2);

    /// <summary>The name of the data service.</summary>
    public required string Service { get; init; }

    /// <summary>Its size, its database, and what is looked at.</summary>
    public required DataServiceArgs<PostgresNeed, PostgresSettings> Args { get; init; }

    /// <summary>Who asks the live server.</summary>
    public required PostgresClient Client { get; init; }

    /// <summary>The name that the live cluster archives under.</summary>
    public required Output<string> Archive { get; init; }

    private PostgresDrillChecks Checks => Args.Need.Drill;

    private string Name => NameOf(Service);

    /// <summary>The name of the drill of a data service, and of its scratch cluster.</summary>
    public static string NameOf(string service) => ClusterName.OfScratch(service, "drill");

    /// <summary>The name of what writes the time into the live database.</summary>
    public static string HeartbeatOf(string service) => $"{service}-heartbeat";

    /// <summary>How often that is written: well within the recovery point, so that one that is late does not miss it.</summary>
    public static CronSchedule HeartbeatSchedule(TimeSpan recoveryPoint)
    {
        var minutes = (int)(recoveryPoint / 3).TotalMinutes;
        return minutes < 60 ? $"*/{Math.Max(minutes, 1)} * * * *" : $"0 */{Math.Min(minutes / 60, 23)} * * *";
    }

    /// <summary>Declares it and what it needs.</summary>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="after">What the database can be recovered after.</param>
    public void Declare(Resource parent, params ImmutableArray<Resource> after)
    {
        var placement = Args.Placement;
        var paths = PostgresNetwork.Policies(Name, Args with { Settings = Args.Settings with { Import = null } });
        IReadOnlyList<NetworkPolicy> policies = DataPolicies.Declare(Name, paths, placement, parent);
        var settings = Args.Settings.Drill;
        // The scratch cluster's pods run under the account of its name, and only read.
        var identity = Args.ObjectStorage!.Let(Name, BucketUse.Reads, path: "", parent);
        var step = new PlatformStep
        {
            Account = ScratchCluster.DeclareAccount(Name, Args, parent),
            Containers = [ScratchCluster.Tools(), .. Preparing(), Drill()],
            Deadline = settings.Deadline + Beside,
            ClientLabels = Client.Labels.Concat(Labels.ClientOf(Name)).ToDictionary(),
            Volumes = [Client.Authority, ScratchCluster.ToolsVolume],
        };
        var scheduled = new ScheduledStep { Step = step, Schedule = settings.Schedule, IsSuspended = !settings.IsEnabled };
        scheduled = scheduled with { Creates = ScratchCluster.Creates(Name) };
        scheduled.Declare($"{Name}-job", placement, parent, [.. after, .. policies, .. identity]);
        if (settings.WritesTime)
            DeclareHeartbeat(parent, after);
    }

    private void DeclareHeartbeat(Resource parent, ImmutableArray<Resource> after)
    {
        var name = HeartbeatOf(Service);
        var step = new PlatformStep
        {
            Account = StepAccount.Declare(name, Args.Placement, parent),
            Containers = [Heartbeat()],
            Deadline = TimeSpan.FromMinutes(3),
            ClientLabels = Client.Labels,
            Volumes = [Client.Authority],
        };
        new ScheduledStep { Step = step, Schedule = HeartbeatSchedule(Args.Settings.Drill.RecoveryPoint) }
            .Declare($"{name}-job", Args.Placement, parent, after);
    }

    // Where nothing writes the time by schedule, a run on demand does so first, and has it archived.
    private IEnumerable<StepContainer> Preparing()
        => Args.Settings.Drill.WritesTime || Checks.NewestRowTable is not null ? [] : [Heartbeat(), PostgresArchive.UpToDate(Client)];

    private StepContainer Heartbeat()
        => Client.Asking("heartbeat", HeartbeatScript, StepContainer.Told("DEADLINE", "120"));

    private StepContainer Drill()
    {
        var settings = Args.Settings.Drill;
        var newest = Checks.NewestRowTable is { } table
            ? $"SELECT extract(epoch FROM max({Checks.NewestRowColumn}))::bigint FROM {table}"
            : OwnNewest;
        var container = Client.Asking(
            "drill",
            Script,
            new EnvVarArgs { Name = "SPEC", Value = ScratchClusterSpec.Of(Client, Args, Archive, Name) },
            StepContainer.Told("LIVE", Output.Format($"host={Client.Host}")),
            StepContainer.Told("RESTORED", $"host={Name}-rw.{Client.Namespace}.svc"),
            StepContainer.Told("MIGRATION", Checks.Migration ?? ""),
            StepContainer.Told("MINIMUM_ROWS", $"{Checks.MinimumRows}"),
            StepContainer.Told("NEWEST", newest),
            StepContainer.Told("RECOVERY_POINT", $"{settings.RecoveryPoint.TotalSeconds}"),
            StepContainer.Told("CHECKS", string.Join('\n', Checks.Checks)),
            StepContainer.Told("DEADLINE", $"{settings.Deadline.TotalSeconds}"));
        return ScratchCluster.In(container, Name);
    }
}
