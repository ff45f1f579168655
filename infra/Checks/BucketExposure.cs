using System.Text.Json.Nodes;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Checks;

/// <summary>What a bucket that the stack makes is held to.</summary>
internal static class BucketExposure
{
    private static readonly string[] Blocks = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

    /// <summary>What is wrong with the buckets of a plan.</summary>
    /// <param name="context">The plan.</param>
    public static IEnumerable<Finding> Run(CheckContext context)
    {
        foreach (var bucket in context.Plan.OfType(AwsKinds.Bucket))
        {
            if (!Parts(AwsKinds.BucketEncryption).Any(HasOwnKey))
            {
                yield return new Finding(
                    bucket,
                    "what is in it is not encrypted with a key of its own",
                    "Set kmsMasterKeyId of its encryption");
            }

            if (!Parts(AwsKinds.BucketPublicAccess).Any(part => Blocks.All(block => part.Inputs.IsTrue(block))))
                yield return new Finding(bucket, "it may be made public", "Block all four kinds of public access");
            if (!Parts(AwsKinds.BucketPolicy).Any(TakesTlsAlone))
                yield return new Finding(bucket, "it takes requests without TLS", "Deny them in its policy by aws:SecureTransport");
            if (!Parts(AwsKinds.BucketVersioning).Any(part => part.Inputs.Text("versioningConfiguration.status") == "Enabled"))
                yield return new Finding(bucket, "what is overwritten in it is lost", "Enable its versioning");
            if (!bucket.Options.RetainOnDelete)
                yield return new Finding(bucket, "the backups in it go with the stack", "Retain it on deletion");

            IEnumerable<PlannedResource> Parts(ResourceKind kind)
                => context.Plan.OfType(kind).Where(part => part.Inputs.Text("bucket") == bucket.Inputs.Text("bucket"));
        }
    }

    private static bool HasOwnKey(PlannedResource encryption) => encryption.Inputs
        .Items("rules")
        .Select(rule => rule.At("applyServerSideEncryptionByDefault"))
        .Any(rule => rule.Text("sseAlgorithm") == "aws:kms" && rule.Text("kmsMasterKeyId").Length > 0);

    private static bool TakesTlsAlone(PlannedResource policy) => JsonNode.Parse(policy.Inputs.Text("policy"))
        .Items("Statement")
        .Any(statement => statement.Text("Effect") == "Deny"
            && statement.Text("Principal") == "*"
            && statement.Text("Action") == "s3:*"
            && statement.At("Condition")?["Bool"]?["aws:SecureTransport"]?.ToString() == "false");
}
