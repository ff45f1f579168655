using System.Text.Json.Nodes;
using static Infra.Tests.Checks.CheckCase;

namespace Infra.Tests.Checks.Cases;

/// <summary>What a bucket that the stack makes is held to in prod.</summary>
internal static class BucketCases
{
    private const string Bucket = "Bucket backup-bucket";
    private const string Private = "managed-services-private";

    public static IEnumerable<CheckCase> All => Cases.Select(one => one with { Stack = "bucket-prod" });

    private static IEnumerable<CheckCase> Cases { get; } =
    [
        Field(
            Private,
            "BucketServerSideEncryptionConfiguration backup-bucket-encryption",
            "rules",
            new JsonArray(new JsonObject { ["applyServerSideEncryptionByDefault"] = new JsonObject { ["sseAlgorithm"] = "AES256" } }),
            "what is in it is not encrypted with a key of its own",
            at: Bucket),
        Field(
            Private,
            "BucketPublicAccessBlock backup-bucket-public-access",
            "restrictPublicBuckets",
            false,
            "it may be made public",
            at: Bucket),
        Field(
            Private,
            "BucketPolicy backup-bucket-policy",
            "policy",
            """{ "Version": "2012-10-17", "Statement": [] }""",
            "it takes requests without TLS",
            at: Bucket),
        Field(
            Private,
            "BucketVersioning backup-bucket-versioning",
            "versioningConfiguration.status",
            "Suspended",
            "what is overwritten in it is lost",
            at: Bucket),
        Changed(
            Private,
            Bucket,
            "not retained",
            "the backups in it go with the stack",
            resource => resource with { Options = resource.Options with { RetainOnDelete = false } }),
        Changed(
            "data-protected",
            Bucket,
            "not protected",
            "it holds data and prod protects data, but it can be deleted",
            resource => resource with { Options = resource.Options with { Protect = false } }),
    ];
}
