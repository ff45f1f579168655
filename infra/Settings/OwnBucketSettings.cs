using Infra.Faults;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary><c>infra:objectStorage.s3</c>: a bucket of S3 that the stack makes for its backups.</summary>
public sealed record OwnBucketSettings
{
    /// <summary>The value of <c>infra:objectStorage.provider</c>.</summary>
    internal const string Provider = "s3";

    private static readonly string[] OfSupplied = ["endpoint", "region"];

    /// <summary>For how many days what was deleted or overwritten can be got back.</summary>
    public required int DeletedDays { get; init; }

    /// <summary>For how many days nobody deletes what was written; 0 where anybody may who has the right.</summary>
    public required int LockDays { get; init; }

    /// <summary>Whether not even the account's administrators do.</summary>
    public required bool IsLockCompliant { get; init; }

    /// <summary>Reads the section.</summary>
    internal static OwnBucketSettings Read(Section section) => new()
    {
        DeletedDays = section.Get(
            "deletedDays",
            SettingTypes.Integer(1, 3650),
            30,
            "Days for which what was deleted or overwritten can be got back: beyond the retention of what was there."),
        LockDays = section.Get(
            "lockDays",
            SettingTypes.Integer(0, 3650),
            0,
            "Days for which nobody deletes what was written (object lock); 0 for none. It cannot be turned on later."),
        IsLockCompliant = section.Get(
            "lockIsCompliant",
            SettingTypes.Boolean,
            false,
            "Whether the lock holds for the account's administrators, too: nothing ends it, not even the end of the stack."),
    };

    /// <summary>
    /// The settings of a stack whose bucket, where the stack makes it, is in the region of its account; what only the whole stack tells of
    /// it is reported.
    /// </summary>
    /// <param name="stack">The settings.</param>
    /// <param name="reading">The stack file.</param>
    internal static StackSettings Complete(StackSettings stack, StackReading reading)
    {
        if (stack.ObjectStorage is not { Own: not null } storage)
            return stack;
        const string Wanting = $"{ObjectStorageSettings.ProviderKey} is {Provider}";
        foreach (var fault in AwsSettings.IdentityFaults(stack.Aws, Wanting, reading.Commands))
            reading.Report(fault);
        if (!AwsPatterns.BucketPattern().IsMatch(storage.Bucket))
        {
            reading.Report(new Fault(
                $"{StackReading.ProjectName}:objectStorage.destination",
                $"\"{storage.Destination.OriginalString}\"",
                "a bucket's name has 3 to 63 lower-case letters, digits and single '-', a letter or digit first and last",
                "Use a name such as my-backups"));
        }

        return stack.Aws is { } aws ? stack with { ObjectStorage = storage with { Region = aws.Region } } : stack;
    }

    /// <summary>What is about a bucket that is supplied is refused, as is what is about one that is made, where it is not.</summary>
    /// <param name="storage">The section of the object storage.</param>
    /// <param name="own">The section of the bucket.</param>
    /// <param name="isMade">Whether the stack makes it.</param>
    internal static void Hold(Section storage, Section own, bool isMade)
    {
        if (!isMade && own.IsPresent)
        {
            storage.Report(
                own.Path,
                "set",
                $"{storage.Path}.provider is {ObjectStorageSettings.Supplied}, and it is about a bucket that the stack makes",
                $"Remove it, or set {storage.Path}.provider to {Provider}");
        }

        foreach (var name in OfSupplied.Where(name => isMade && storage.Has(name)))
        {
            storage.Report(
                $"{storage.Path}.{name}",
                "set",
                $"{storage.Path}.provider is {Provider}, whose bucket is made in {AwsSettings.Key}.region",
                $"Remove it, or set {storage.Path}.provider to {ObjectStorageSettings.Supplied}");
        }
    }
}
