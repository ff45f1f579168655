using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary><c>infra:files</c>: where the files of the application are, such as uploads and imports.</summary>
public sealed record FilesSettings
{
    /// <summary>The name of the bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>The address of the store.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The region that requests are signed for.</summary>
    public required string Region { get; init; }

    /// <summary>Whether a workload of an application works with files.</summary>
    internal static bool AreUsedBy(ApplicationDefinition application)
        => application.AllContainers.Any(container => container.Variables.Any(variable => variable is FilesVariable));

    /// <summary>Reads the section; null where it is not there.</summary>
    internal static FilesSettings? Read(Section section)
    {
        var bucketType = SettingTypes.BucketName;
        const string Meaning = "Bucket that the files are in: one of their own, not that of the backups.";
        var bucket = section.IsPresent
            ? section.Require("bucket", bucketType, "unset", Meaning)
            : section.Find("bucket", bucketType, Meaning, "none");
        var region = ObjectStorageSettings.ReadRegion(section);
        var endpoint = ObjectStorageSettings.ReadEndpoint(section);
        return bucket is null
            ? null
            : new FilesSettings { Bucket = bucket, Endpoint = endpoint ?? new Uri($"https://s3.{region}.amazonaws.com"), Region = region };
    }
}
