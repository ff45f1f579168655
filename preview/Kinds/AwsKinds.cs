using Pulumi.Testing;

namespace StackPreview.Kinds;

/// <summary>
/// The facts of what Pulumi.Aws makes: what replaces a resource is what the registry says of each property
/// (https://www.pulumi.com/registry/packages/aws/api-docs/).
/// </summary>
public static class AwsKinds
{
    /// <summary>A database instance of RDS.</summary>
    public static ResourceKind DatabaseInstance { get; } = new("aws:rds/instance:Instance")
    {
        HoldsData = true,
        ReplacedBy =
        [
            "availabilityZone", "backupTarget", "characterSetName", "dbName", "engine", "identifierPrefix", "kmsKeyId",
            "ncharCharacterSetName", "snapshotIdentifier", "storageEncrypted", "timezone", "username",
        ],
        VolumeSizes = [new("allocatedStorage")],
        Versions = [new("engineVersion") { IsVersionAlone = true, IsOneProduct = true, IsDownForUpgrade = true }],
        SecretPaths = ["password", "passwordWo"],
        Outputs = OfInstance,
    };

    /// <summary>The parameters of database instances.</summary>
    public static ResourceKind ParameterGroup { get; } = new("aws:rds/parameterGroup:ParameterGroup")
    {
        ReplacedBy = ["name", "namePrefix", "family", "description"],
        Outputs = Named,
    };

    /// <summary>The subnets of database instances.</summary>
    public static ResourceKind SubnetGroup { get; } = new("aws:rds/subnetGroup:SubnetGroup")
    {
        ReplacedBy = ["name", "namePrefix"],
        Outputs = Named,
    };

    /// <summary>A primary and its replicas in ElastiCache.</summary>
    public static ResourceKind ReplicationGroup { get; } = new("aws:elasticache/replicationGroup:ReplicationGroup")
    {
        HoldsData = true,
        ReplacedBy =
        [
            "atRestEncryptionEnabled", "dataTieringEnabled", "globalReplicationGroupId", "kmsKeyId", "networkType", "port",
            "replicationGroupId", "securityGroupNames", "snapshotArns", "snapshotName", "subnetGroupName",
        ],
        Versions = [new("engineVersion") { IsVersionAlone = true, IsOneProduct = true }],
        SecretPaths = ["authToken", "authTokenWo"],
        Outputs = OfReplicationGroup,
    };

    /// <summary>The parameters of its nodes.</summary>
    public static ResourceKind CacheParameterGroup { get; } = new("aws:elasticache/parameterGroup:ParameterGroup")
    {
        ReplacedBy = ["name", "family", "description"],
        Outputs = Named,
    };

    /// <summary>The subnets of its nodes.</summary>
    public static ResourceKind CacheSubnetGroup { get; } = new("aws:elasticache/subnetGroup:SubnetGroup")
    {
        ReplacedBy = ["name"],
        Outputs = Named,
    };

    /// <summary>A key that data is encrypted with, and worth nothing without.</summary>
    public static ResourceKind Key { get; } = new("aws:kms/key:Key")
    {
        HoldsData = true,
        ReplacedBy = ["customerMasterKeySpec", "keyUsage", "multiRegion"],
        Outputs = OfflineOutputs.Values("arn"),
    };

    /// <summary>A bucket of S3.</summary>
    public static ResourceKind Bucket { get; } = new("aws:s3/bucket:Bucket")
    {
        HoldsData = true,
        ReplacedBy = ["bucket", "bucketNamespace", "bucketPrefix", "objectLockEnabled"],
        Outputs = OfBucket,
    };

    /// <summary>How a bucket is encrypted.</summary>
    public static ResourceKind BucketEncryption { get; } = PartOfBucket("ServerSideEncryptionConfiguration");

    /// <summary>Who may do what with a bucket.</summary>
    public static ResourceKind BucketPolicy { get; } = PartOfBucket("Policy");

    /// <summary>Whether a bucket may be made public.</summary>
    public static ResourceKind BucketPublicAccess { get; } = PartOfBucket("PublicAccessBlock");

    /// <summary>Whether a bucket keeps versions.</summary>
    public static ResourceKind BucketVersioning { get; } = PartOfBucket("Versioning");

    /// <summary>A security group.</summary>
    public static ResourceKind SecurityGroup { get; } = new("aws:ec2/securityGroup:SecurityGroup")
    {
        ReplacedBy = ["name", "namePrefix", "description", "vpcId"],
    };

    /// <summary>What a security group lets in.</summary>
    public static ResourceKind IngressRule { get; } = new("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    {
        ReplacedBy = ["securityGroupId"],
    };

    /// <summary>An alarm of CloudWatch.</summary>
    public static ResourceKind MetricAlarm { get; } = new("aws:cloudwatch/metricAlarm:MetricAlarm") { ReplacedBy = ["name"] };

    /// <summary>The events of RDS that somebody is told of.</summary>
    public static ResourceKind EventSubscription { get; } = new("aws:rds/eventSubscription:EventSubscription")
    {
        ReplacedBy = ["name", "namePrefix"],
    };

    /// <summary>What recovery points are kept in.</summary>
    public static ResourceKind Vault { get; } = new("aws:backup/vault:Vault")
    {
        HoldsData = true,
        ReplacedBy = ["kmsKeyArn", "name"],
        Outputs = Named,
    };

    /// <summary>A role that somebody has who keeps no key.</summary>
    public static ResourceKind Role { get; } = new("aws:iam/role:Role") { ReplacedBy = ["name", "namePrefix", "path"], Outputs = OfRole };

    /// <summary>What a role may do.</summary>
    public static ResourceKind RolePolicy { get; } = new("aws:iam/rolePolicy:RolePolicy") { ReplacedBy = ["name", "namePrefix", "role"] };

    /// <summary>What all of it is made with.</summary>
    public static ResourceKind Provider { get; } = new("pulumi:providers:aws");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ResourceKind> All { get; } =
    [
        DatabaseInstance,
        ParameterGroup,
        SubnetGroup,
        ReplicationGroup,
        CacheParameterGroup,
        CacheSubnetGroup,
        Key,
        SecurityGroup,
        IngressRule,
        MetricAlarm,
        new("aws:cloudwatch/logGroup:LogGroup") { ReplacedBy = ["name", "namePrefix", "logGroupClass"] },
        EventSubscription,
        Bucket,
        BucketEncryption,
        BucketPolicy,
        BucketPublicAccess,
        BucketVersioning,
        PartOfBucket("OwnershipControls"),
        PartOfBucket("LifecycleConfiguration"),
        PartOfBucket("ObjectLockConfiguration"),
        Role,
        RolePolicy,
        new("aws:eks/podIdentityAssociation:PodIdentityAssociation") { ReplacedBy = ["clusterName", "namespace", "serviceAccount"] },
        Vault,
        new("aws:backup/vaultLockConfiguration:VaultLockConfiguration") { ReplacedBy = ["backupVaultName", "changeableForDays"] },
        new("aws:backup/plan:Plan"),
        new("aws:backup/selection:Selection")
        {
            ReplacedBy = ["conditions", "iamRoleArn", "name", "notResources", "planId", "resources", "selectionTags"],
        },
        new("aws:iam/rolePolicyAttachment:RolePolicyAttachment") { ReplacedBy = ["policyArn", "role"] },
        new("aws:ecr/repository:Repository")
        {
            HoldsData = true,
            ReplacedBy = ["encryptionConfigurations", "name"],
            Outputs = Named,
        },
        new("aws:ecr/lifecyclePolicy:LifecyclePolicy") { ReplacedBy = ["policy", "repository"] },
        new("aws:route53/record:Record") { ReplacedBy = ["name", "setIdentifier", "type", "zoneId"] },
        new("aws:sns/topic:Topic") { ReplacedBy = ["name", "namePrefix", "fifoTopic"], Outputs = OfflineOutputs.Values("arn") },
        new("aws:sns/topicPolicy:TopicPolicy") { ReplacedBy = ["arn"] },
        Provider,
    ];

    private static Dictionary<string, object> Named(MockResourceArgs args) => new() { ["name"] = args.Inputs["name"] };

    private static ResourceKind PartOfBucket(string part) => new($"aws:s3/bucket{part}:Bucket{part}")
    {
        ReplacedBy = ["bucket", "expectedBucketOwner"],
    };

    private static Dictionary<string, object> OfBucket(MockResourceArgs args) => new()
    {
        ["arn"] = $"arn:aws:s3:::{args.Inputs["bucket"]}",
        ["bucket"] = args.Inputs["bucket"],
    };

    private static Dictionary<string, object> OfRole(MockResourceArgs args) => new()
    {
        ["arn"] = Placeholder.OfPublic($"{args.Name}-arn"),
        ["name"] = args.Inputs["name"],
    };

    private static Dictionary<string, object> OfReplicationGroup(MockResourceArgs args) => new()
    {
        ["primaryEndpointAddress"] = Placeholder.OfPublic($"{args.Name}-address"),
        ["arn"] = Placeholder.OfPublic($"{args.Name}-arn"),
    };

    private static Dictionary<string, object> OfInstance(MockResourceArgs args) => new()
    {
        ["address"] = Placeholder.OfPublic($"{args.Name}-address"),
        ["arn"] = Placeholder.OfPublic($"{args.Name}-arn"),
    };
}
