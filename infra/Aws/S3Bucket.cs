using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Kms;
using Pulumi.Aws.S3;
using Pulumi.Aws.S3.Inputs;

namespace Infra.Aws;

/// <summary>
/// A bucket of S3 for the backups of the stack: with a key of its own, versions of what was deleted, no public access, and TLS alone. It
/// outlives the stack, as a bucket that is supplied does.
/// </summary>
internal sealed class S3Bucket : ComponentResource
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:aws:S3Bucket";

    private const int KeyDays = 30;
    private const int BrokenUploadDays = 7;

    private readonly AwsAccount _account;
    private readonly Key _key;
    private readonly Bucket _bucket;
    private readonly ImmutableArray<Resource> _parts;
    private readonly Dictionary<string, PodIdentity> _identities = [];

    public S3Bucket(
        string name,
        string bucketName,
        OwnBucketSettings settings,
        AwsAccount account,
        bool isProtected,
        ComponentResourceOptions? options = null)
        : base(Type, name, options)
    {
        _account = account;
        _key = new Key(
            $"{name}-key",
            new KeyArgs
            {
                Description = $"Backups of {account.Namespace} in the bucket {bucketName}",
                EnableKeyRotation = true,
                DeletionWindowInDays = KeyDays,
            },
            Kept(isProtected));
        _bucket = new Bucket(
            name,
            new BucketArgs { BucketName = bucketName, ForceDestroy = false, ObjectLockEnabled = settings.LockDays > 0 },
            Kept(isProtected));
        var versioning = new BucketVersioning(
            $"{name}-versioning",
            new()
            {
                Bucket = _bucket.BucketName,
                VersioningConfiguration = new BucketVersioningVersioningConfigurationArgs { Status = "Enabled" },
            },
            Kept());
        _parts =
        [
            versioning,
            DeclareEncryption(name),
            .. DeclareAccess(name),
            DeclareLifecycle(name, settings, versioning),
            .. settings.LockDays > 0 ? new Resource[] { DeclareLock(name, settings, versioning) } : [],
        ];
        RegisterOutputs();
    }

    /// <summary>Whether pods get their roles from an agent on their node.</summary>
    public bool IsOpenedByAgent => _account.Settings.Identity == AwsIdentity.PodIdentity;

    /// <summary>Lets the pods of a service account open it, and nobody else.</summary>
    /// <param name="serviceAccount">The service account.</param>
    /// <param name="use">What they do with it.</param>
    /// <param name="path">The path below which they write.</param>
    /// <param name="parent">The component that asks for it.</param>
    /// <returns>What their pods start after.</returns>
    public ImmutableArray<Resource> Let(string serviceAccount, BucketUse use, string path, Resource parent)
    {
        if (!_identities.TryGetValue(serviceAccount, out var identity))
        {
            identity = PodIdentity.Declare(serviceAccount, Statements(use, path), _account, parent);
            _identities.Add(serviceAccount, identity);
        }

        return [.. _parts, .. identity.Resources];
    }

    /// <summary>The annotations of a service account whose pods open it.</summary>
    /// <param name="serviceAccount">The service account.</param>
    public ImmutableSortedDictionary<string, string> AnnotationsOf(string serviceAccount)
        => PodIdentity.AnnotationsOf(serviceAccount, _account);

    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html, and for the key
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
    private IEnumerable<PolicyStatement> Statements(BucketUse use, string path)
    {
        yield return new PolicyStatement(["s3:GetBucketLocation", "s3:ListBucket"], [_bucket.Arn]);
        yield return new PolicyStatement(["s3:GetObject"], [Output.Format($"{_bucket.Arn}/*")]);
        yield return new PolicyStatement(use == BucketUse.Writes ? ["kms:Decrypt", "kms:GenerateDataKey"] : ["kms:Decrypt"], [_key.Arn]);
        if (use == BucketUse.Writes)
        {
            var below = path.Length == 0 ? Output.Format($"{_bucket.Arn}/*") : Output.Format($"{_bucket.Arn}/{path}/*");
            yield return new PolicyStatement(
                ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:ListMultipartUploadParts", "s3:PutObject"],
                [below]);
        }
    }

    private BucketServerSideEncryptionConfiguration DeclareEncryption(string name) => new(
        $"{name}-encryption",
        new()
        {
            Bucket = _bucket.BucketName,
            Rules =
            {
                new BucketServerSideEncryptionConfigurationRuleArgs
                {
                    BucketKeyEnabled = true,
                    ApplyServerSideEncryptionByDefault =
                        new BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs
                        {
                            SseAlgorithm = "aws:kms",
                            KmsMasterKeyId = _key.Arn,
                        },
                },
            },
        },
        Kept());

    private IEnumerable<Resource> DeclareAccess(string name)
    {
        yield return new BucketOwnershipControls(
            $"{name}-ownership",
            new BucketOwnershipControlsArgs
            {
                Bucket = _bucket.BucketName,
                Rule = new BucketOwnershipControlsRuleArgs { ObjectOwnership = "BucketOwnerEnforced" },
            },
            Kept());
        var block = new BucketPublicAccessBlock(
            $"{name}-public-access",
            new BucketPublicAccessBlockArgs
            {
                Bucket = _bucket.BucketName,
                BlockPublicAcls = true,
                BlockPublicPolicy = true,
                IgnorePublicAcls = true,
                RestrictPublicBuckets = true,
            },
            Kept());
        yield return block;
        // S3 takes one change of access at a time.
        yield return new BucketPolicy(
            $"{name}-policy",
            new BucketPolicyArgs { Bucket = _bucket.BucketName, Policy = _bucket.Arn.Apply(TlsAlone) },
            Kept(after: block));
    }

    private BucketLifecycleConfiguration DeclareLifecycle(string name, OwnBucketSettings settings, Resource versioning) => new(
        $"{name}-lifecycle",
        new BucketLifecycleConfigurationArgs
        {
            Bucket = _bucket.BucketName,
            Rules =
            {
                // What is there stays until its retention is over and those who wrote it delete it.
                new BucketLifecycleConfigurationRuleArgs
                {
                    Id = "deleted",
                    Status = "Enabled",
                    Filter = new BucketLifecycleConfigurationRuleFilterArgs { Prefix = "" },
                    NoncurrentVersionExpiration =
                        new BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs { NoncurrentDays = settings.DeletedDays },
                    Expiration = new BucketLifecycleConfigurationRuleExpirationArgs { ExpiredObjectDeleteMarker = true },
                    AbortIncompleteMultipartUpload =
                        new BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs { DaysAfterInitiation = BrokenUploadDays },
                },
            },
        },
        Kept(after: versioning));

    private BucketObjectLockConfiguration DeclareLock(string name, OwnBucketSettings settings, Resource versioning) => new(
        $"{name}-lock",
        new()
        {
            Bucket = _bucket.BucketName,
            ObjectLockEnabled = "Enabled",
            Rule = new BucketObjectLockConfigurationRuleArgs
            {
                DefaultRetention = new BucketObjectLockConfigurationRuleDefaultRetentionArgs
                {
                    Mode = settings.IsLockCompliant ? "COMPLIANCE" : "GOVERNANCE",
                    Days = settings.LockDays,
                },
            },
        },
        Kept(after: versioning));

    private CustomResourceOptions Kept(bool isProtected = false, params IEnumerable<Resource> after)
    {
        var options = _account.ChildOf(this, after);
        options.Protect = isProtected;
        options.RetainOnDelete = true;
        return options;
    }

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html#transit
    private static string TlsAlone(string arn) => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(
            new JsonObject
            {
                ["Sid"] = "TlsAlone",
                ["Effect"] = "Deny",
                ["Principal"] = "*",
                ["Action"] = "s3:*",
                ["Resource"] = new JsonArray(arn, $"{arn}/*"),
                ["Condition"] = new JsonObject { ["Bool"] = new JsonObject { ["aws:SecureTransport"] = "false" } },
            }),
    }.ToJsonString();
}
