using System.Collections.Immutable;
using Pulumi.Testing;

namespace StackPreview.Kinds;

/// <summary>
/// The facts of what Pulumi.AzureNative makes: what replaces a resource is what the registry says of each property
/// (https://www.pulumi.com/registry/packages/azure-native/api-docs/). What a resource is called and which group it is in always does.
/// </summary>
public static class AzureKinds
{
    private const string Group = "resourceGroupName";

    /// <summary>What all of it is made with.</summary>
    public static ResourceKind Provider { get; } = new("pulumi:providers:azure-native");

    /// <summary>A resource group, which is deleted with all that is in it.</summary>
    public static ResourceKind ResourceGroup { get; } = new("azure-native:resources:ResourceGroup")
    {
        HoldsData = true,
        ReplacedBy = [Group, "location"],
        Outputs = Named(Group),
    };

    /// <summary>An alert on a metric.</summary>
    public static ResourceKind MetricAlert { get; } = new("azure-native:monitor:MetricAlert") { ReplacedBy = ["ruleName", Group] };

    /// <summary>Whom alerts tell.</summary>
    public static ResourceKind ActionGroup { get; } =
        new("azure-native:monitor:ActionGroup") { ReplacedBy = ["actionGroupName", Group, "location"] };

    /// <summary>What keeps a resource from being deleted.</summary>
    public static ResourceKind Lock { get; } =
        new("azure-native:authorization:ManagementLockByScope") { ReplacedBy = ["lockName", "scope"] };

    /// <summary>A flexible server of Postgres.</summary>
    public static ResourceKind PostgresServer { get; } = new("azure-native:dbforpostgresql:Server")
    {
        HoldsData = true,
        ReleasedBy = "tags.released",
        ReplacedBy =
        [
            "serverName", Group, "location", "administratorLogin",
        ],
        VolumeSizes = [new("storage.storageSizeGB")],
        Versions = [new("version") { IsVersionAlone = true, IsOneProduct = true, IsDownForUpgrade = true }],
        SecretPaths = ["administratorLoginPassword"],
        Outputs = OfServer,
    };

    /// <summary>A parameter of a flexible server of Postgres.</summary>
    public static ResourceKind PostgresConfiguration { get; } =
        new("azure-native:dbforpostgresql:Configuration") { ReplacedBy = ["configurationName", "serverName", Group] };

    /// <summary>A flexible server of MySQL.</summary>
    public static ResourceKind MySqlServer { get; } = new("azure-native:dbformysql:Server")
    {
        HoldsData = true,
        ReplacedBy = ["serverName", Group, "location", "administratorLogin"],
        VolumeSizes = [new("storage.storageSizeGB")],
        Versions = [new("version") { IsVersionAlone = true, IsOneProduct = true, IsDownForUpgrade = true }],
        SecretPaths = ["administratorLoginPassword"],
        Outputs = OfServer,
    };

    /// <summary>A parameter of a flexible server of MySQL.</summary>
    public static ResourceKind MySqlConfiguration { get; } =
        new("azure-native:dbformysql:Configuration") { ReplacedBy = ["configurationName", "serverName", Group] };

    /// <summary>A server of Azure Managed Redis.</summary>
    public static ResourceKind RedisCluster { get; } = new("azure-native:redisenterprise:RedisEnterprise")
    {
        HoldsData = true,
        ReplacedBy = ["clusterName", Group, "location"],
        Outputs = args => new Dictionary<string, object>
        {
            ["name"] = args.Inputs["clusterName"],
            ["hostName"] = Placeholder.OfPublic($"{args.Name}-host"),
        },
    };

    /// <summary>The database of a server of Azure Managed Redis.</summary>
    public static ResourceKind RedisDatabase { get; } = new("azure-native:redisenterprise:Database")
    {
        HoldsData = true,
        ReplacedBy = ["clusterName", "databaseName", Group, "clusteringPolicy", "port", "geoReplication"],
        Outputs = Named("databaseName"),
    };

    /// <summary>The address of something in a subnet.</summary>
    public static ResourceKind PrivateEndpoint { get; } = new("azure-native:network:PrivateEndpoint")
    {
        ReplacedBy = ["privateEndpointName", Group, "location", "subnet"],
        Outputs = Named("privateEndpointName"),
    };

    /// <summary>The private DNS zone in which the host of an endpoint is.</summary>
    public static ResourceKind EndpointZone { get; } = new("azure-native:network:PrivateDnsZoneGroup")
    {
        ReplacedBy = ["privateDnsZoneGroupName", "privateEndpointName", Group],
    };

    /// <summary>What guards or hides the data of a managed service, besides what holds it.</summary>
    public static IReadOnlyList<ResourceKind> Guards { get; } =
        [Lock, ActionGroup, PostgresConfiguration, MySqlConfiguration, PrivateEndpoint, EndpointZone];

    /// <summary>The functions of its provider.</summary>
    public static IReadOnlyList<FunctionKind> Functions { get; } =
    [
        new("azure-native:redisenterprise:listDatabaseKeys", args => new Dictionary<string, object>
        {
            ["primaryKey"] = Placeholder.Of($"{args.Args["clusterName"]}-primary-key"),
            ["secondaryKey"] = Placeholder.Of($"{args.Args["clusterName"]}-secondary-key"),
        }),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ResourceKind> All { get; } =
    [
        Provider,
        ResourceGroup,
        MetricAlert,
        ActionGroup,
        Lock,
        PostgresServer,
        PostgresConfiguration,
        MySqlServer,
        MySqlConfiguration,
        RedisCluster,
        RedisDatabase,
        PrivateEndpoint,
        EndpointZone,
    ];

    private static Func<MockResourceArgs, IDictionary<string, object>> Named(string input)
        => args => new Dictionary<string, object> { ["name"] = args.Inputs.GetValueOrDefault(input, args.Name!) };

    private static Dictionary<string, object> OfServer(MockResourceArgs args) => new()
    {
        ["name"] = args.Inputs["serverName"],
        ["fullyQualifiedDomainName"] = Placeholder.OfPublic($"{args.Name}-host"),
    };
}
