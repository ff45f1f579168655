using System.Text.RegularExpressions;

namespace Infra.Settings.Reading;

/// <summary>The patterns of settings, as the program and the JSON schema hold texts to them.</summary>
internal static partial class SettingPatterns
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const string LabelPrefix = "(?=[^/]{1,253}/)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*/";
    private const string RegistryHostPart = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";

    private const string WeekDay = "(sun|mon|tues|wednes|thurs|fri|satur)day";
    private const string WeekDays = $"{WeekDay}(-{WeekDay})?";
    private const string Times = "([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)";

    /// <summary>A DNS name with at least one dot (RFC 1123).</summary>
    public const string HostText = "^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$";

    /// <summary>A DNS name, or all that are directly below one.</summary>
    public const string CertificateNameText =
        "^(?=.{1,253}$)(\\*\\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$";

    /// <summary>The name of an object whose name may have dots (RFC 1123 subdomain).</summary>
    public const string SubdomainNameText = "^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$";

    /// <summary>The name of an object (RFC 1123 label).</summary>
    public const string ObjectNameText = "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$";

    /// <summary>The name of a bucket.</summary>
    public const string BucketNameText = "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$";

    /// <summary>The name of a label.</summary>
    public const string LabelNameText = $"^({LabelPrefix})?[A-Za-z0-9]([A-Za-z0-9_.-]{{0,61}}[A-Za-z0-9])?$";

    /// <summary>The value of a label.</summary>
    public const string LabelValueText = "^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$";

    /// <summary>A price.</summary>
    public const string PriceText = "^[0-9]{1,5}(\\.[0-9]{1,8})?$";

    /// <summary>A length of time.</summary>
    public const string DurationText = "^[0-9]{1,10}[smhd]$";

    /// <summary>The host of a registry, with its port where it has one.</summary>
    public const string RegistryServerText =
        $"^(({RegistryHostPart}\\.)+{RegistryHostPart}(:[0-9]{{1,5}})?|{RegistryHostPart}:[0-9]{{1,5}})$";

    /// <summary>A path within a registry.</summary>
    public const string ImagePathText = "^[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$";

    /// <summary>The name of a backup.</summary>
    public const string BackupNameText = "^[0-9]{8}T[0-9]{6}Z$";

    /// <summary>A path within a bucket.</summary>
    public const string ObjectPathText = "^[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*$";

    /// <summary>What follows the scheme of an address.</summary>
    public const string UrlText = "://[^\\s/@?#]+(/[^\\s?#]*)?$";

    /// <summary>An e-mail address.</summary>
    public const string EmailText = "^[^@\\s]{1,64}@[a-z0-9.-]{3,253}$";

    /// <summary>A host and a port.</summary>
    public const string EndpointText = "^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?:[1-9][0-9]{0,4}$";

    /// <summary>Days of the week, times of the day, or both.</summary>
    public const string MuteWindowText = $"^({WeekDays}( {Times})?|{Times})$";

    /// <summary>Each of the five fields of a cron schedule.</summary>
    public static IEnumerable<string> CronFields()
    {
        const string Step = "(/(0?[1-9]|[1-9][0-9]))?";
        string[] numbers = ["[0-5]?[0-9]", "([01]?[0-9]|2[0-3])", "(0?[1-9]|[12][0-9]|3[01])", "(0?[1-9]|1[0-2])", "0?[0-7]"];
        return from number in numbers
               let item = $"(\\*{Step}|{number}(-{number}{Step})?)"
               select $"{item}(,{item})*";
    }

    /// <inheritdoc cref="EmailText"/>
    [GeneratedRegex(EmailText, Options, 1000)]
    public static partial Regex EmailPattern();

    /// <inheritdoc cref="EndpointText"/>
    [GeneratedRegex(EndpointText, Options, 1000)]
    public static partial Regex EndpointPattern();

    /// <inheritdoc cref="MuteWindowText"/>
    [GeneratedRegex(MuteWindowText, Options, 1000)]
    public static partial Regex MuteWindowPattern();

    /// <inheritdoc cref="BackupNameText"/>
    [GeneratedRegex(BackupNameText, Options, 1000)]
    public static partial Regex BackupNamePattern();

    /// <inheritdoc cref="ObjectPathText"/>
    [GeneratedRegex(ObjectPathText, Options, 1000)]
    public static partial Regex ObjectPathPattern();

    /// <inheritdoc cref="HostText"/>
    [GeneratedRegex(HostText, Options, 1000)]
    public static partial Regex HostPattern();

    /// <inheritdoc cref="CertificateNameText"/>
    [GeneratedRegex(CertificateNameText, Options, 1000)]
    public static partial Regex CertificateNamePattern();

    /// <inheritdoc cref="SubdomainNameText"/>
    [GeneratedRegex(SubdomainNameText, Options, 1000)]
    public static partial Regex SubdomainNamePattern();

    /// <inheritdoc cref="ObjectNameText"/>
    [GeneratedRegex(ObjectNameText, Options, 1000)]
    public static partial Regex ObjectNamePattern();

    /// <inheritdoc cref="BucketNameText"/>
    [GeneratedRegex(BucketNameText, Options, 1000)]
    public static partial Regex BucketNamePattern();

    /// <inheritdoc cref="LabelNameText"/>
    [GeneratedRegex(LabelNameText, Options, 1000)]
    public static partial Regex LabelNamePattern();

    /// <inheritdoc cref="LabelValueText"/>
    [GeneratedRegex(LabelValueText, Options, 1000)]
    public static partial Regex LabelValuePattern();

    /// <inheritdoc cref="DurationText"/>
    [GeneratedRegex(PriceText, Options, 1000)]
    public static partial Regex PricePattern();

    [GeneratedRegex(DurationText, Options, 1000)]
    public static partial Regex DurationPattern();

    /// <inheritdoc cref="RegistryServerText"/>
    [GeneratedRegex(RegistryServerText, Options, 1000)]
    public static partial Regex RegistryServerPattern();

    /// <inheritdoc cref="ImagePathText"/>
    [GeneratedRegex(ImagePathText, Options, 1000)]
    public static partial Regex ImagePathPattern();

    /// <inheritdoc cref="UrlText"/>
    [GeneratedRegex(UrlText, Options, 1000)]
    public static partial Regex UrlPattern();
}
