using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary><c>infra:objectStorage</c>: where backups go.</summary>
public sealed record ObjectStorageSettings
{
    /// <summary>The value of <c>infra:objectStorage.provider</c> where the bucket is there, and is opened with keys.</summary>
    internal const string Supplied = "bucket";

    /// <summary>The key of the setting that says what the bucket is.</summary>
    internal const string ProviderKey = $"{StackReading.ProjectName}:objectStorage.provider";

    /// <summary>The bucket and the path in it.</summary>
    public required Uri Destination { get; init; }

    /// <summary>The address of an S3-compatible store; null for AWS.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The region that requests are signed for.</summary>
    public required string Region { get; init; }

    /// <summary>Where what is in it is copied to; null where there is no second copy.</summary>
    public BackupCopySettings? CopyTo { get; init; }

    /// <summary>The bucket that the stack makes, and that pods open with a role; null for one that is supplied with its keys.</summary>
    public OwnBucketSettings? Own { get; init; }

    /// <summary>The bucket.</summary>
    public string Bucket => Destination.Host;

    /// <summary>The path in the bucket, without a slash at either end; empty where backups go to its root.</summary>
    public string Prefix => Destination.AbsolutePath.Trim('/');

    /// <summary>Bucket and path, as people and rclone write them: <c>my-backups/reference</c>.</summary>
    public string Location => Prefix.Length == 0 ? Bucket : $"{Bucket}/{Prefix}";

    /// <summary>The port of the store.</summary>
    public int Port => Endpoint?.Port ?? 443;

    /// <summary>Reads the section; null where it is neither there nor needed.</summary>
    internal static ObjectStorageSettings? Read(Section section, bool isNeeded)
    {
        var isMade = section.Get(
            "provider",
            SettingTypes.OneOf(Supplied, OwnBucketSettings.Provider),
            Supplied,
            "What the bucket is: one that is there, with its keys (bucket), or one of AWS that the stack makes, without keys (s3).")
            == OwnBucketSettings.Provider;
        var own = section.Child("s3", "The bucket that the stack makes.");
        OwnBucketSettings.Hold(section, own, isMade);
        var made = OwnBucketSettings.Read(own);
        var destinationType = SettingTypes.Url("s3://my-backups/reference", "s3");
        const string Meaning = "Bucket, and path in it, that backups go to.";
        var destination = isNeeded || section.IsPresent
            ? section.Require("destination", destinationType, new Uri("s3://unset"), Meaning)
            : section.Find("destination", destinationType, Meaning, "none");
        var settings = new ObjectStorageSettings
        {
            Destination = destination!,
            Endpoint = ReadEndpoint(section),
            Region = ReadRegion(section),
            Own = isMade ? made : null,
        };
        var copy = BackupCopySettings.Read(section.Child("copyTo", "A second copy of the backups."), settings, destination is not null);
        return destination is null ? null : settings with { CopyTo = copy };
    }

    /// <summary>Reads the address of a store; null for AWS.</summary>
    internal static Uri? ReadEndpoint(Section section)
        => section.Find("endpoint", SettingTypes.Url("https://s3.example.com", "https"), "Address of an S3-compatible store.", "AWS");

    /// <summary>Reads the region of a store.</summary>
    internal static string ReadRegion(Section section) => section.Get(
        "region",
        SettingTypes.Text("eu-central-1", "it takes a region's name"),
        "us-east-1",
        "Region that requests are signed for.");
}
