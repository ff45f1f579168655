using Infra.Applications.Model;
using Infra.Checks;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Data.Redis;

/// <summary>The checks of plans with Redis on ElastiCache.</summary>
internal static class ElastiCacheChecks
{
    /// <summary>What of it nobody is told.</summary>
    public static IEnumerable<Finding> Unwatched(CheckContext context)
        => from project in context.Settings.Application.Projects
           let settings = context.Settings.Data[project.Name].Find<RedisSettings>()?.ElastiCache
           where settings is not null
           from server in GroupsOf(context.Plan)
           where server.Name == DataServiceNames.Of(project, RedisService.ServiceName)
           from node in ElastiCacheAlarms.NodesOf(server.Inputs.Text("replicationGroupId"), settings)
           from alarm in ElastiCacheAlarms.Of(settings, context.Environment)
           where !MetricAlarms.Watch(context.Plan, alarm.Metric, ElastiCacheAlarms.Dimension, node)
           select new Finding(server, $"nobody is told of the {alarm.Metric} of {node}", "Declare an alarm on it, with an action");

    /// <summary>Where it is not backed up as the environment demands.</summary>
    public static IEnumerable<Finding> Backups(CheckContext context)
        => from server in GroupsOf(context.Plan)
           let demanded = context.Environment.RecoveryWindowDays
           let setting = context.SettingOf(server, RedisService.ServiceName, $"{ElastiCacheSettings.Key}.retentionDays")
           let days = server.Inputs.Number("snapshotRetentionLimit") ?? 0
           where days < demanded
           select new Finding(
               server,
               $"ElastiCache keeps its snapshots for {days} days; {context.Environment.Name} demands {demanded} days",
               $"Set {setting} to {demanded} or more");

    /// <summary>Where its data is deleted with it.</summary>
    public static IEnumerable<Finding> Protection(CheckContext context)
        => from server in GroupsOf(context.Plan)
           where context.Environment.ProtectsData && server.Inputs.At("finalSnapshotIdentifier") is null
           select new Finding(server, "its snapshots are deleted with it, and none is taken then", "Set finalSnapshotIdentifier");

    /// <summary>Where it can be read by others, or loses what it was given.</summary>
    public static IEnumerable<Finding> Exposure(CheckContext context)
    {
        foreach (var server in GroupsOf(context.Plan))
        {
            if (!server.Inputs.IsTrue("atRestEncryptionEnabled") || server.Inputs.At("kmsKeyId") is null)
            {
                yield return new Finding(
                    server,
                    "what it holds is not encrypted with a key of its own",
                    "Set atRestEncryptionEnabled to true, and kmsKeyId");
            }

            if (!server.Inputs.IsTrue("transitEncryptionEnabled") || server.Inputs.Text("transitEncryptionMode") != "required")
            {
                yield return new Finding(
                    server,
                    "it takes connections without TLS",
                    "Set transitEncryptionEnabled to true, and transitEncryptionMode to required");
            }

            if (server.Inputs.At("authToken") is null)
                yield return new Finding(server, "it takes clients without a token", "Set authToken");
        }
    }

    /// <summary>Where it drops what it was given.</summary>
    public static IEnumerable<Finding> Memory(CheckContext context)
        => from server in GroupsOf(context.Plan)
           where !context.Plan
               .OfType(AwsKinds.CacheParameterGroup)
               .Where(parameters => parameters.Inputs.Text("name") == server.Inputs.Text("parameterGroupName"))
               .SelectMany(parameters => parameters.Inputs.Items("parameters"))
               .Any(parameter => parameter.Text("name") == ElastiCacheRedis.PolicyParameter
                   && parameter.Text("value") == ElastiCacheRedis.Policy)
           select new Finding(
               server,
               "with a full memory it drops keys, jobs in queues among them",
               $"Set {ElastiCacheRedis.PolicyParameter} to {ElastiCacheRedis.Policy} in its parameters");

    /// <summary>Which paths are closed that its clients need.</summary>
    public static IEnumerable<Finding> Paths(PathSurvey survey)
        => GroupsOf(survey.Context.Plan)
            .SelectMany(server => SubnetPaths.Closed(survey, server.Name, ElastiCacheRedis.Port, "ElastiCache"));

    private static IEnumerable<PlannedResource> GroupsOf(Plan plan) => plan.OfType(AwsKinds.ReplicationGroup);
}
