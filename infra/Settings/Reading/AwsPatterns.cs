using System.Text.RegularExpressions;

namespace Infra.Settings.Reading;

/// <summary>The forms of names in AWS, for the program and for the JSON schema alike.</summary>
internal static partial class AwsPatterns
{
    /// <summary>The code of a region.</summary>
    public const string RegionText = "^[a-z]{2}(-[a-z]+)+-[0-9]$";

    /// <summary>An availability zone.</summary>
    public const string ZoneText = "^[a-z]{2}(-[a-z]+)+-[0-9][a-z]$";

    /// <summary>The key of a tag.</summary>
    public const string TagKeyText = "^(?!aws:)[A-Za-z0-9._:/=+@-]{1,128}$";

    /// <summary>The class of a database instance.</summary>
    public const string InstanceClassText = "^db\\.[a-z0-9]+(-[a-z0-9]+)*\\.[a-z0-9-]+$";

    /// <summary>A window of a day, in UTC.</summary>
    public const string DailyWindowText = "^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$";

    /// <summary>A window of a week, in UTC.</summary>
    public const string WeeklyWindowText =
        "^(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]-(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]$";

    /// <summary>The name of a database instance.</summary>
    public const string IdentifierText = "^[a-z](-?[a-z0-9]){0,62}$";

    /// <summary>The name of a cluster of EKS.</summary>
    public const string ClusterText = "^[0-9A-Za-z][0-9A-Za-z_-]{0,99}$";

    /// <summary>The ARN of an OIDC provider of an account.</summary>
    public const string OidcProviderText = "^arn:aws(-[a-z-]+)?:iam::[0-9]{12}:oidc-provider/[a-z0-9.-]+(/[A-Za-z0-9._-]+)*$";

    /// <summary>The name of a bucket, without dots: certificates of its host cover none.</summary>
    public const string BucketText = "^(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9](-?[a-z0-9]){2,62}$";

    /// <summary>The identifier of a hosted zone of Route 53.</summary>
    public const string HostedZoneText = "^Z[0-9A-Z]{8,31}$";

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <inheritdoc cref="RegionText"/>
    [GeneratedRegex(RegionText, Options, 1000)]
    public static partial Regex RegionPattern();

    /// <inheritdoc cref="ZoneText"/>
    [GeneratedRegex(ZoneText, Options, 1000)]
    public static partial Regex ZonePattern();

    /// <inheritdoc cref="TagKeyText"/>
    [GeneratedRegex(TagKeyText, Options, 1000)]
    public static partial Regex TagKeyPattern();

    /// <inheritdoc cref="InstanceClassText"/>
    [GeneratedRegex(InstanceClassText, Options, 1000)]
    public static partial Regex InstanceClassPattern();

    /// <inheritdoc cref="DailyWindowText"/>
    [GeneratedRegex(DailyWindowText, Options, 1000)]
    public static partial Regex DailyWindowPattern();

    /// <inheritdoc cref="WeeklyWindowText"/>
    [GeneratedRegex(WeeklyWindowText, Options, 1000)]
    public static partial Regex WeeklyWindowPattern();

    /// <inheritdoc cref="IdentifierText"/>
    [GeneratedRegex(IdentifierText, Options, 1000)]
    public static partial Regex IdentifierPattern();

    /// <inheritdoc cref="ClusterText"/>
    [GeneratedRegex(ClusterText, Options, 1000)]
    public static partial Regex ClusterPattern();

    /// <inheritdoc cref="OidcProviderText"/>
    [GeneratedRegex(OidcProviderText, Options, 1000)]
    public static partial Regex OidcProviderPattern();

    /// <inheritdoc cref="BucketText"/>
    [GeneratedRegex(BucketText, Options, 1000)]
    public static partial Regex BucketPattern();

    /// <inheritdoc cref="HostedZoneText"/>
    [GeneratedRegex(HostedZoneText, Options, 1000)]
    public static partial Regex HostedZonePattern();

    /// <summary>The digits of an identifier.</summary>
    [GeneratedRegex("^[0-9a-f]{8,17}$", Options, 1000)]
    public static partial Regex HexPattern();
}
