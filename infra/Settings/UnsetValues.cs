using Infra.Applications.Model;
using Infra.Environments;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>Finds what a stack must be given before it is deployed for the first time.</summary>
internal static class UnsetValues
{
    public static IEnumerable<UnsetValue> Of(
        EnvironmentTraits environment,
        ApplicationDefinition application,
        StackSettings settings,
        IReadOnlyCollection<(SuppliedSecret Definition, bool IsSet)> secrets,
        ConfigCommands commands)
    {
        var cluster = settings.Cluster;
        var release = settings.Release;
        var alerts = settings.Alerts;
        if (environment.RequiresClusterContext && cluster.Context is null)
        {
            const string Key = $"{StackReading.ProjectName}:cluster.context";
            yield return new UnsetValue(
                Key,
                "this environment deploys only to a cluster that is named",
                commands.SetPath(Key, "<context>"));
        }

        if (!cluster.SharesVolumesOnOneNode
            && cluster.SharedStorageClass is null
            && application.AllVolumes.FirstOrDefault(volume => volume.IsShared) is { } shared)
        {
            const string Key = $"{StackReading.ProjectName}:cluster.sharedStorageClass";
            yield return new UnsetValue(
                Key,
                $"pods on several nodes share the volume {shared.Name}, which few storage classes can do",
                commands.SetPath(Key, "<storage class>"));
        }

        var images = from name in application.ImageNames
                     where release.Build is null && !release.Images.ContainsKey(name) && application.ImageNamed(name).Published is null
                     select name;
        foreach (var name in images)
        {
            var key = $"{StackReading.ProjectName}:release.images.{name}";
            var example = environment.RequiresImageDigests ? "<repository>@sha256:<digest>" : "<repository>:<tag>";
            yield return new UnsetValue(
                key,
                $"the image {name} is what the application runs",
                commands.SetPath(key, example));
        }

        foreach (var (definition, _) in secrets.Where(secret => !secret.IsSet && !secret.Definition.IsOptional))
        {
            var key = $"{StackReading.ProjectName}:{definition.Name}";
            yield return new UnsetValue(key, "it is a secret that only you have", commands.SetSecret(definition.Name));
        }

        var critical = PlatformSecrets.SlackCriticalWebhookUrl;
        if (alerts.CriticalChannel != alerts.WarningChannel && secrets.Any(secret => secret.Definition == critical && !secret.IsSet))
        {
            // Not required: the incoming webhooks that Slack made before its apps do post to the channel that a message names.
            yield return new UnsetValue(
                $"{StackReading.ProjectName}:{critical.Name}",
                "a webhook of a Slack app posts to one channel, whichever is asked for",
                commands.SetSecret(critical.Name),
                IsRequired: false);
        }
    }
}
