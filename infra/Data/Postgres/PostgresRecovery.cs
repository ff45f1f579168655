using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Data.Postgres;

/// <summary>
/// <c>infra:postgres.recover</c>: the backup that a new cluster is made from. It is read when the cluster is made, and never again.
/// </summary>
public sealed record PostgresRecovery
{
    private const string TargetTimeKey = "targetTime";
    private const string TargetNameKey = "targetName";
    private const string ImmediateKey = "immediate";

    /// <summary>The name of the archive, as the output <c>postgresArchive</c> gives it: a folder at the destination of backups.</summary>
    public required string From { get; init; }

    /// <summary>The identifier of the base backup. Default: the latest that was completed before the target.</summary>
    public string? Backup { get; init; }

    /// <summary>The time to recover to; null for another target.</summary>
    public RecoveryTime? TargetTime { get; init; }

    /// <summary>The restore point to recover to (pg_create_restore_point); null for another target.</summary>
    public string? TargetName { get; init; }

    /// <summary>Whether recovery ends where the base backup does. Default: false.</summary>
    public bool IsImmediate { get; init; }

    /// <summary>
    /// Where the backups of another stack are that a masked copy of is made; null where the backups are this stack's own, and are restored
    /// as they are.
    /// </summary>
    public ObjectStorageSettings? Mask { get; init; }

    /// <summary>Whether it ends before the end of what is archived, or begins with a base backup that is named.</summary>
    internal bool HasTarget => Backup is not null || TargetTime is not null || TargetName is not null || IsImmediate;

    /// <summary>Reads the section; null where it is not there.</summary>
    internal static PostgresRecovery? Read(Section section)
    {
        const string Meaning = "The archive to recover from, as the output postgresArchive of the stack names it.";
        var from = section.IsPresent
            ? section.Require("from", SettingTypes.ObjectName, "unset", Meaning)
            : section.Find("from", SettingTypes.ObjectName, Meaning, "none");
        var recovery = new PostgresRecovery
        {
            From = from ?? "",
            Backup = section.Find(
                "backup",
                RecoverySettings.BackupId,
                "The identifier of the base backup to begin with, as the status of its Backup has it.",
                "the latest before the target"),
            TargetTime = section.Find(TargetTimeKey, RecoveryTime.Type, "The time to recover to, with its zone.", "the latest"),
            TargetName = section.Find(
                TargetNameKey,
                SettingTypes.Text("before-release", "it takes the name of a restore point"),
                "The restore point to recover to (pg_create_restore_point); needs backup.",
                "the latest"),
            IsImmediate = section.Get(
                ImmediateKey,
                SettingTypes.Boolean,
                false,
                "Whether recovery ends where the base backup does; needs backup."),
            Mask = ReadMask(section.Child("mask", "Fills the new, empty database with a masked copy of another stack's.")),
        };
        if (from is null)
            return null;
        recovery.Hold(section);
        return recovery;
    }

    private static ObjectStorageSettings? ReadMask(Section section)
    {
        const string Meaning = "Bucket and path of the other stack's backups. They are read with keys of their own.";
        var type = SettingTypes.Url("s3://my-backups/reference-prod", "s3");
        var destination = section.IsPresent
            ? section.Require("destination", type, new Uri("s3://unset"), Meaning)
            : section.Find("destination", type, Meaning, "none");
        var settings = new ObjectStorageSettings
        {
            Destination = destination!,
            Endpoint = ObjectStorageSettings.ReadEndpoint(section),
            Region = ObjectStorageSettings.ReadRegion(section),
        };
        return destination is null ? null : settings;
    }

    private void Hold(Section section)
    {
        (string Key, bool IsSet, string Value)[] targets =
        [
            (TargetTimeKey, TargetTime is not null, $"\"{TargetTime}\""),
            (TargetNameKey, TargetName is not null, $"\"{TargetName}\""),
            (ImmediateKey, IsImmediate, "true"),
        ];
        var said = targets.Where(target => target.IsSet).ToList();
        foreach (var (key, _, value) in said.Skip(1))
        {
            section.Report(
                $"{section.Path}.{key}",
                value,
                $"only one of `{TargetTimeKey}`, `{TargetNameKey}` and `{ImmediateKey}` can be set, and {said[0].Key} is",
                $"Remove it, or {said[0].Key}");
        }

        foreach (var (key, _, value) in said.Take(1).Where(target => target.Key != TargetTimeKey && Backup is null))
        {
            section.Report(
                $"{section.Path}.{key}",
                value,
                "it does not tell which base backup comes before it",
                $"Add {section.Path}.backup, or use {TargetTimeKey} in its place");
        }
    }
}
