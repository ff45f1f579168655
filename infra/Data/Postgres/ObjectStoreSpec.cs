using Infra.Kubernetes;
using Infra.Kubernetes.BarmanCloud;
using Infra.Settings;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using SecretKeySelectorArgs = Infra.Kubernetes.BarmanCloud.SecretKeySelectorArgs;

namespace Infra.Data.Postgres;

/// <summary>Where a cluster's backups go, and for how long they are kept.</summary>
internal static class ObjectStoreSpec
{
    /// <summary>The key of the access key in the credentials.</summary>
    public const string AccessKeyId = "ACCESS_KEY_ID";

    /// <summary>The key of the secret key in the credentials.</summary>
    public const string SecretAccessKey = "SECRET_ACCESS_KEY";

    /// <summary>The key of the region in the credentials.</summary>
    public const string Region = "REGION";

    /// <summary>The object store.</summary>
    /// <param name="storage">The bucket.</param>
    /// <param name="settings">For how long they are kept, and how they are stored.</param>
    /// <param name="credentials">The secret that the bucket is opened with; null where the pods have a role.</param>
    public static ObjectStoreSpecArgs Of(ObjectStorageSettings storage, PostgresBackupSettings settings, string? credentials)
    {
        return new ObjectStoreSpecArgs
        {
            RetentionPolicy = $"{settings.RetentionDays}d",
            Configuration = new BarmanObjectStoreConfigurationArgs
            {
                DestinationPath = storage.Destination.OriginalString,
                EndpointURL = storage.Endpoint?.OriginalString!,
                S3Credentials = credentials is null
                    ? new S3CredentialsArgs { InheritFromIAMRole = true }
                    : new S3CredentialsArgs
                    {
                        AccessKeyId = Key(credentials, AccessKeyId),
                        SecretAccessKey = Key(credentials, SecretAccessKey),
                        Region = Key(credentials, Region),
                    },
                Wal = new WalBackupConfigurationArgs { Compression = "zstd", MaxParallel = 4, Encryption = settings.Encryption! },
                Data = new DataBackupConfigurationArgs { Compression = "gzip", Jobs = 2, Encryption = settings.Encryption! },
            },
            InstanceSidecarConfiguration = new InstanceSidecarConfigurationArgs
            {
                // It compresses several segments at a time when it catches up: at half of this it has been killed.
                Resources = PodDefaults.Resources("50m", "500m", "512Mi", "512Mi"),
                Env = Variables(storage, isOpenedByRole: credentials is null).ToArray(),
            },
        };
    }

    private static IEnumerable<EnvVarArgs> Variables(ObjectStorageSettings storage, bool isOpenedByRole)
    {
        // Newer clients send checksums that many S3-compatible stores do not know.
        yield return new EnvVarArgs { Name = "AWS_REQUEST_CHECKSUM_CALCULATION", Value = "when_required" };
        yield return new EnvVarArgs { Name = "AWS_RESPONSE_CHECKSUM_VALIDATION", Value = "when_required" };
        // A role says nothing of the region.
        if (isOpenedByRole)
            yield return new EnvVarArgs { Name = "AWS_DEFAULT_REGION", Value = storage.Region };
    }

    private static SecretKeySelectorArgs Key(string credentials, string key) => new() { Name = credentials, Key = key };
}
