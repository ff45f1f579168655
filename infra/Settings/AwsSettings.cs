using System.Collections.Immutable;
using Infra.Faults;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>
/// <c>infra:aws</c>: the account that managed services are made in, and the network from which the cluster reaches them.
/// </summary>
public sealed record AwsSettings
{
    /// <summary>The name of the section.</summary>
    internal const string Name = "aws";

    /// <summary>The key of the section.</summary>
    internal const string Key = $"{StackReading.ProjectName}:{Name}";

    /// <summary>What the section is about.</summary>
    internal const string Meaning = "The account and the network of managed services, where AWS runs some of the data services.";

    private const string ByAgent = "pod-identity";
    private const string ByToken = "irsa";

    // Those that an account can use: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html, as of 2026-11.
    private static readonly ImmutableArray<string> Regions =
    [
        "af-south-1", "ap-east-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2", "ap-southeast-1",
        "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-7", "ca-central-1", "ca-west-1",
        "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1",
        "me-central-1", "me-south-1", "mx-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
    ];

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The account, the only one that anything is made in.</summary>
    public required string AccountId { get; init; }

    /// <summary>The stack whose outputs say what is not here of the network; null for none.</summary>
    public string? NetworkStack { get; init; }

    /// <summary>The virtual private cloud that the cluster is in, or is peered with; null where another stack says it.</summary>
    public required string? VpcId { get; init; }

    /// <summary>The zones of the private subnets that managed services are put in, by the subnet.</summary>
    public required ImmutableSortedDictionary<string, string> Subnets { get; init; }

    /// <summary>The address ranges of these subnets, which pods connect to.</summary>
    public required ImmutableArray<string> SubnetRanges { get; init; }

    /// <summary>
    /// The security group of what may connect: of the cluster's nodes, or of its pods; null where another stack says it.
    /// </summary>
    public required string? ClientSecurityGroup { get; init; }

    /// <summary>How pods get a role, where something that they use is opened by one.</summary>
    public AwsIdentity Identity { get; init; }

    /// <summary>The cluster of EKS, which associates roles with its service accounts; null where no pod has a role by it.</summary>
    public string? ClusterName { get; init; }

    /// <summary>The provider of OIDC by which the account trusts the tokens of the cluster; null where no pod has a role by it.</summary>
    public string? OidcProvider { get; init; }

    /// <summary>Recovery points beyond what the services themselves keep; null for none.</summary>
    public LongTermSettings? LongTerm { get; init; }

    /// <summary>The tags of whatever is made, beside the stack's own.</summary>
    public required ImmutableSortedDictionary<string, string> Tags { get; init; }

    /// <summary>The zones that the subnets are in.</summary>
    public IEnumerable<string> Zones => Subnets.Values.Distinct();

    /// <summary>Reads the section; null where it is not there.</summary>
    internal static AwsSettings? Read(Section section)
    {
        var allowsOthers = section.Get(
            "allowsOtherRegions",
            SettingTypes.Boolean,
            false,
            "Whether the region may be one that the program does not know, such as one that is newer.");
        var networkStack = section.Find(
            "networkStack",
            StackType,
            "Stack whose outputs vpcId, privateSubnetIds and clientSecurityGroupId say what is not said here of the network.",
            "none");
        var settings = new AwsSettings
        {
            NetworkStack = networkStack,
            Region = Need("region", RegionType(allowsOthers), "eu-central-1", "Region that managed services are made in."),
            AccountId = Need("accountId", AccountType, "000000000000", "Account that they are made in, and no other."),
            VpcId = OrOutput("vpcId", IdType("vpc"), "vpc-00000000", "Virtual private cloud that the cluster is in, or is peered with."),
            ClientSecurityGroup = OrOutput(
                "clientSecurityGroup",
                IdType("sg"),
                "sg-00000000",
                "Security group of what may connect: of the cluster's nodes, or of its pods where they have their own."),
            Subnets = ReadSubnets(section),
            SubnetRanges = section.List(
                "subnetRanges",
                SettingTypes.AddressRange,
                [],
                "Address ranges of these subnets: pods may connect to them on the ports of the services that they use."),
            Identity = ReadIdentity(section),
            ClusterName = section.Find(
                "clusterName",
                ClusterType,
                "Cluster of EKS, which associates roles with service accounts.",
                "required where pods have roles by Pod Identity"),
            OidcProvider = section.Find(
                "oidcProvider",
                OidcProviderType,
                "ARN of the provider of OIDC by which the account trusts the tokens of the cluster.",
                "required where pods have roles by irsa"),
            LongTerm = LongTermSettings.Read(section.Child("longTerm", "Recovery points beyond what the services themselves keep.")),
            Tags = ReadTags(section),
        };
        if (!section.IsPresent)
            return null;
        settings.Hold(section);
        return settings;

        string? OrOutput(string name, SettingType<string> type, string standIn, string meaning)
            => networkStack is null
                ? Need(name, type, standIn, meaning)
                : section.Find(name, type, meaning, "an output of networkStack");

        string Need(string name, SettingType<string> type, string standIn, string meaning)
            => section.IsPresent
                ? section.Require(name, type, standIn, meaning)
                : section.Find(name, type, meaning, "required below infra:aws") ?? standIn;
    }

    private static ImmutableSortedDictionary<string, string> ReadSubnets(Section section) => section.Map(
        "subnets",
        IdType("subnet"),
        ZoneType,
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
        "Private subnets that managed services are put in, each with its zone: two or more, in different zones.");

    private static ImmutableSortedDictionary<string, string> ReadTags(Section section) => section.Map(
        "tags",
        TagKeyType,
        SettingTypes.Text("web", "it takes a tag's value: a line of at most 256 characters"),
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
        "Tags of whatever is made, such as a cost center.");

    /// <summary>What is missing for pods to have roles.</summary>
    /// <param name="settings">The settings; null where there are none.</param>
    /// <param name="wanting">What needs a role, and where it is said: <c>infra:objectStorage.provider is s3</c>.</param>
    /// <param name="commands">The commands that faults name.</param>
    internal static IEnumerable<Fault> IdentityFaults(AwsSettings? settings, string wanting, ConfigCommands commands)
    {
        if (settings is null)
        {
            yield return new Fault(
                Key,
                StackFaults.Missing,
                $"{wanting}, which is made in the account that it names",
                $"Set it, for instance: {commands.SetPath($"{Key}.region", "eu-central-1")}");
        }
        else if (settings is { Identity: AwsIdentity.PodIdentity, ClusterName: null })
        {
            yield return new Fault(
                $"{Key}.clusterName",
                StackFaults.Missing,
                $"{wanting}, and pods open it with a role that the cluster of EKS gives them",
                $"Set it, for instance: {commands.SetPath($"{Key}.clusterName", "prod")}");
        }
        else if (settings is { Identity: AwsIdentity.Irsa, OidcProvider: null })
        {
            yield return new Fault(
                $"{Key}.oidcProvider",
                StackFaults.Missing,
                $"{wanting}, and pods open it with a role that trusts the tokens of the cluster",
                "Set it to the ARN of the cluster's provider of OIDC");
        }
    }

    // A subnet group takes no fewer: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
    private void Hold(Section section)
    {
        if (Zones.Count() < 2 && (NetworkStack is null || !Subnets.IsEmpty))
        {
            section.Report(
                $"{section.Path}.subnets",
                Subnets.IsEmpty ? StackFaults.Missing : $"in {string.Join(", ", Zones)} alone",
                "a managed database is put in private subnets of at least two zones",
                $"Set a second one, for instance: {section.SetCommand("subnets.subnet-0a1b2c3d4e5f60718", $"{Region}b")}");
        }

        foreach (var (subnet, zone) in Subnets.Where(subnet => !subnet.Value.StartsWith(Region, StringComparison.Ordinal)))
        {
            section.Report(
                $"{section.Path}.subnets.{subnet}",
                $"\"{zone}\"",
                $"it takes a zone of {Region}, which {section.Path}.region names",
                $"Use {Region}a, or the letter that it has");
        }

        foreach (var tag in Tags.Keys.Where(tag => CloudTags.Keys.Contains(tag)))
        {
            section.Report(
                $"{section.Path}.tags.{tag}",
                $"\"{Tags[tag]}\"",
                "the program gives whatever it makes a tag of this key itself",
                "Use another key, or remove the line");
        }

        if (OidcProvider?.Contains($"::{AccountId}:", StringComparison.Ordinal) == false)
        {
            section.Report(
                $"{section.Path}.oidcProvider",
                $"\"{OidcProvider}\"",
                $"a role trusts a provider of its own account, and {section.Path}.accountId is {AccountId}",
                $"Use the ARN of the provider in {AccountId}");
        }

        if (SubnetRanges.IsEmpty)
        {
            section.Report(
                $"{section.Path}.subnetRanges",
                StackFaults.Missing,
                "pods connect to no address that no rule names",
                "Set it to the address ranges of the subnets, for instance: [10.0.128.0/20, 10.0.144.0/20]");
        }
    }

    private static AwsIdentity ReadIdentity(Section section)
    {
        var identity = section.Get(
            "identity",
            SettingTypes.OneOf(ByAgent, ByToken),
            ByAgent,
            "How pods get a role: by EKS Pod Identity, or by IAM roles for service accounts (irsa).");
        return identity == ByToken ? AwsIdentity.Irsa : AwsIdentity.PodIdentity;
    }

    private static SettingType<string> RegionType(bool allowsOthers) => SettingTypes.FromPattern(
        allowsOthers ? "it takes the code of a region" : "it takes the code of a region that the program knows",
        "eu-central-1",
        text => AwsPatterns.RegionPattern().IsMatch(text) && (allowsOthers || Regions.Contains(text)) ? text : null,
        AwsPatterns.RegionText);

    private static SettingType<string> AccountType { get; } = SettingTypes.FromPattern(
        "it takes the 12 digits of an account",
        "123456789012",
        text => text.Length == 12 && text.All(char.IsAsciiDigit) ? text : null,
        "^[0-9]{12}$",
        () => new System.Text.Json.Nodes.JsonArray("string", "integer"));

    private static SettingType<string> StackType { get; } = SettingTypes.FromPattern(
        "it takes a stack as organization/project/stack",
        "organization/network/prod",
        text => AzurePatterns.StackPattern().IsMatch(text) ? text : null,
        AzurePatterns.StackText);

    private static SettingType<string> ZoneType { get; } = SettingTypes.FromPattern(
        "it takes a zone: a region and a letter",
        "eu-central-1a",
        text => AwsPatterns.ZonePattern().IsMatch(text) ? text : null,
        AwsPatterns.ZoneText);

    // https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html
    private static SettingType<string> ClusterType { get; } = SettingTypes.FromPattern(
        "it takes a cluster's name: at most 100 letters, digits, '-' and '_', a letter or digit first",
        "prod",
        text => AwsPatterns.ClusterPattern().IsMatch(text) ? text : null,
        AwsPatterns.ClusterText);

    private static SettingType<string> OidcProviderType { get; } = SettingTypes.FromPattern(
        "it takes the ARN of a provider of OIDC",
        "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0A1B2C3D4E5F60718",
        text => AwsPatterns.OidcProviderPattern().IsMatch(text) ? text : null,
        AwsPatterns.OidcProviderText);

    // https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html
    private static SettingType<string> TagKeyType { get; } = SettingTypes.FromPattern(
        "it takes a tag's key: at most 128 letters, digits and ._:/=+@-, which does not begin with aws:",
        "cost-center",
        text => AwsPatterns.TagKeyPattern().IsMatch(text) ? text : null,
        AwsPatterns.TagKeyText);

    private static SettingType<string> IdType(string kind) => SettingTypes.FromPattern(
        $"it takes an identifier of the form {kind}-0a1b2c3d4e5f60718",
        $"{kind}-0a1b2c3d4e5f60718",
        text => text.StartsWith($"{kind}-", StringComparison.Ordinal) && AwsPatterns.HexPattern().IsMatch(text[(kind.Length + 1)..])
            ? text
            : null,
        $"^{kind}-[0-9a-f]{{8,17}}$");
}
