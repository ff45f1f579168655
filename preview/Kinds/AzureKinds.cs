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

    /// <summary>The flexible servers.</summary>
    public static IReadOnlyList<ResourceKind> FlexibleServers { get; } = [PostgresServer];

    /// <summary>What guards or hides the data of a managed service, besides what holds it.</summary>
    public static IReadOnlyList<ResourceKind> Guards { get; } = [Lock, ActionGroup, PostgresConfiguration];

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
    ];

    private static Func<MockResourceArgs, IDictionary<string, object>> Named(string input)
        => args => new Dictionary<string, object> { ["name"] = args.Inputs.GetValueOrDefault(input, args.Name!) };

    private static Dictionary<string, object> OfServer(MockResourceArgs args) => new()
    {
        ["name"] = args.Inputs["serverName"],
        ["fullyQualifiedDomainName"] = Placeholder.OfPublic($"{args.Name}-host"),
    };
}
