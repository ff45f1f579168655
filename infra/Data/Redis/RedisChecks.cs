using Infra.Checks;
using Infra.Values;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;

namespace Infra.Data.Redis;

/// <summary>The checks of plans with Redis.</summary>
internal sealed class RedisChecks : DataServiceChecks
{
    // The data, the log of writes beside it, and the log that is written anew while the old one is there.
    private const int VolumeTimesMemory = 3;

    private static readonly string[] PortNames = [RedisServer.PortName, RedisTls.PortName];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Backups(CheckContext context)
        => Jobs(context).SelectMany(jobs => jobs.Policy(context)).Concat(ElastiCacheChecks.Backups(context));

    /// <inheritdoc/>
    public override IEnumerable<Finding> Protection(CheckContext context)
        => ElastiCacheChecks.Protection(context).Concat(ManagedRedisChecks.Protection(context));

    /// <inheritdoc/>
    public override IEnumerable<Finding> Exposure(CheckContext context)
        => ElastiCacheChecks.Exposure(context).Concat(ManagedRedisChecks.Exposure(context));

    /// <inheritdoc/>
    public override IEnumerable<Finding> UnwatchedBackups(CheckContext context, IReadOnlyCollection<string> criticalExpressions)
        => ElastiCacheChecks.Unwatched(context).Concat(ManagedRedisChecks.Unwatched(context));

    /// <inheritdoc/>
    public override IEnumerable<Finding> Paths(PathSurvey survey)
        => Jobs(survey.Context)
            .SelectMany(jobs => jobs.Paths(survey))
            .Concat(ElastiCacheChecks.Paths(survey))
            .Concat(ManagedRedisChecks.Paths(survey));

    /// <inheritdoc/>
    public override IEnumerable<Finding> Memory(CheckContext context)
        => ElastiCacheChecks.Memory(context).Concat(
            from server in context.Plan.OfKind(KubernetesKinds.StatefulSet)
            let container = server
                .Inputs.Items("spec.template.spec.containers")
                .FirstOrDefault(one => one.Items("ports").Any(port => PortNames.Contains(port.Text("name"))))
            where container is not null
            let memory = Quantity.TryParse(container.Text("resources.limits.memory"))?.Mebibytes ?? 0
            let volume = server
                .Inputs.Items("spec.volumeClaimTemplates")
                .Sum(claim => Quantity.TryParse(claim.Text("spec.resources.requests.storage"))?.Mebibytes ?? 0)
            let needed = memory * VolumeTimesMemory
            let section = DataSection.Of(RedisService.ServiceName, server.ObjectName!)
            where volume < needed
            select new Finding(
                server,
                $"{VolumeTimesMemory} × {memory}Mi of data, log and rewritten log are {needed}Mi, and its volume has {volume}Mi",
                $"Raise {section}.storage to {needed}Mi, or lower {section}.memory to {volume / VolumeTimesMemory}Mi"));

    // Of those that are backed up.
    private static IEnumerable<BackupJobs> Jobs(CheckContext context)
        => SnapshotChecks.JobsOf<RedisSettings>(context, RedisService.ServiceName);
}
