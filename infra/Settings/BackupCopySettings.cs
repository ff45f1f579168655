using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary>
/// <c>infra:objectStorage.copyTo</c>: another bucket, with keys of its own, that backups are copied to. What is copied is never removed by
/// the stack: whoever has the keys of the first bucket, and destroys all in it, does not reach the second.
/// </summary>
public sealed record BackupCopySettings
{
    private static readonly CronSchedule Daily = "30 4 * * *";

    /// <summary>The bucket.</summary>
    public required ObjectStorageSettings Storage { get; init; }

    /// <summary>When what is new is copied, in UTC.</summary>
    public required CronSchedule Schedule { get; init; }

    /// <summary>Reads the section; null where it is not there.</summary>
    internal static BackupCopySettings? Read(Section section, ObjectStorageSettings source, bool hasSource)
    {
        const string Meaning = "Bucket, and path in it, that backups are copied to. Its keys are secrets of their own, and should not be "
            + "allowed to delete.";
        var destination = section.Find("destination", SettingTypes.Url("s3://my-copies/reference", "s3"), Meaning, "none");
        var settings = new BackupCopySettings
        {
            Storage = new ObjectStorageSettings
            {
                Destination = destination ?? source.Destination,
                Endpoint = ObjectStorageSettings.ReadEndpoint(section),
                Region = ObjectStorageSettings.ReadRegion(section),
            },
            Schedule = section.Get("schedule", SettingTypes.Cron, Daily, "When what is new is copied, in UTC."),
        };
        if (destination is null)
            return null;
        if (hasSource && settings.Storage.Bucket == source.Bucket && settings.Storage.Endpoint == source.Endpoint)
        {
            section.Report(
                $"{section.Path}.destination",
                $"\"{destination.OriginalString}\"",
                "a copy in the bucket that it is a copy of goes with it",
                "Use another bucket, of another account where there is one");
        }

        return settings;
    }
}
