using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Settings.Values;

namespace Infra.Settings.Reading;

/// <summary>The types of scalar settings.</summary>
internal static partial class SettingTypes
{
    private const string NumberPattern = "^[0-9]+$";

    public static SettingType<bool> Boolean { get; } = new(
        "it takes true or false",
        "true",
        bool.TryParse,
        value => value ? "true" : "false",
        () => new JsonObject { ["type"] = new JsonArray("boolean", "string"), ["pattern"] = "^(true|false)$" });

    public static SettingType<Quantity> Quantity { get; } = FromPattern(
        "it takes a quantity above zero",
        "512Mi",
        Values.Quantity.TryParse,
        "^[0-9]+(\\.[0-9]+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$",
        alsoNumber: true);

    public static SettingType<CronSchedule> Cron { get; } = FromPattern(
        "it takes a schedule of five fields: minute, hour, day of the month, month, day of the week",
        "0 2 * * *",
        CronSchedule.TryParse,
        "^\\S+( +\\S+){4}$");

    /// <summary>A DNS name with at least one dot, in lower case (RFC 1123).</summary>
    public static SettingType<string> Host { get; } = FromPattern(
        "it takes a DNS name",
        "api.example.com",
        text => text.Length <= 253 && HostPattern().IsMatch(text) ? text : null,
        HostText);

    /// <summary>The name of a Kubernetes object (RFC 1123 label).</summary>
    public static SettingType<string> ObjectName { get; } = FromPattern(
        "it takes a name of at most 63 lower-case letters, digits and '-'",
        "standard",
        text => ObjectNamePattern().IsMatch(text) ? text : null,
        ObjectNameText);

    /// <summary>The value of a Kubernetes label.</summary>
    public static SettingType<string> LabelValue { get; } = FromPattern(
        "it takes a label's value: at most 63 letters, digits, '-', '_' and '.'",
        "prometheus",
        text => LabelValuePattern().IsMatch(text) ? text : null,
        LabelValueText);

    public static SettingType<ImageReference> Image { get; } = FromPattern(
        "it takes an image: repository[:tag][@sha256:digest]",
        "registry.example.com/api:1.4.0",
        ImageReference.TryParse,
        "^[^\\s:@]+(:[0-9]+/[^\\s:@]+)?(:[\\w][\\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$");

    /// <summary>An address range, such as <c>10.0.0.0/8</c>.</summary>
    public static SettingType<string> AddressRange { get; } = FromPattern(
        "it takes an address range",
        "10.0.0.0/8",
        text => IPNetwork.TryParse(text, out _) ? text : null,
        "^[0-9a-fA-F.:]+/[0-9]{1,3}$");

    /// <summary>Any text of one line that is not empty.</summary>
    public static SettingType<string> Text(string example, string rule = "it takes a line of text") => FromPattern(
        rule,
        example,
        text => text.Length > 0 ? text : null,
        "^.+$");

    public static SettingType<int> Integer(int lowest, int highest) => new(
        $"it takes a whole number from {lowest} to {highest}",
        lowest.ToString(CultureInfo.InvariantCulture),
        (string text, out int value) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= lowest && value <= highest,
        value => value.ToString(CultureInfo.InvariantCulture),
        () => new JsonObject
        {
            ["type"] = new JsonArray("integer", "string"),
            ["minimum"] = lowest,
            ["maximum"] = highest,
            ["pattern"] = NumberPattern,
        });

    public static SettingType<string> OneOf(params string[] choices) => new(
        $"it takes one of {string.Join(", ", choices)}",
        choices[0],
        (string text, [MaybeNullWhen(false)] out string value) => (value = choices.Contains(text) ? text : null) is not null,
        value => value,
        () => new JsonObject { ["enum"] = new JsonArray([.. choices.Select(choice => JsonValue.Create(choice))]) });

    public static SettingType<TimeSpan> Duration(TimeSpan lowest, TimeSpan highest) => new(
        $"it takes a duration from {Values.Duration.Format(lowest)} to {Values.Duration.Format(highest)}",
        Values.Duration.Format(lowest),
        (string text, out TimeSpan value) =>
        {
            value = Values.Duration.TryParse(text) ?? TimeSpan.MinValue;
            return value >= lowest && value <= highest;
        },
        Values.Duration.Format,
        () => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]+[smhd]$" });

    /// <summary>An address with one of the schemes, such as <c>s3://bucket/path</c>.</summary>
    public static SettingType<Uri> Url(string example, params string[] schemes) => FromPattern(
        $"it takes an address that begins with {string.Join(" or ", schemes.Select(scheme => $"{scheme}://"))}",
        example,
        text => System.Uri.TryCreate(text, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme) && uri.Host.Length > 0 && uri.UserInfo.Length == 0 ? uri : null,
        $"^({string.Join('|', schemes)})://[^\\s/@]+(/\\S*)?$",
        format: uri => uri.OriginalString);

    private static SettingType<T> FromPattern<T>(
        string rule, string example, Func<string, T?> parse, string pattern, bool alsoNumber = false, Func<T, string>? format = null)
        where T : class
        => new(
            rule,
            example,
            (string text, [MaybeNullWhen(false)] out T value) => (value = text.Contains('\n') ? null : parse(text)) is not null,
            format ?? (value => value.ToString()!),
            () => new JsonObject { ["type"] = alsoNumber ? new JsonArray("string", "number") : "string", ["pattern"] = pattern });

    private const string HostText = "^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$";
    private const string ObjectNameText = "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$";
    private const string LabelValueText = "^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$";

    [GeneratedRegex(HostText, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HostPattern();

    [GeneratedRegex(ObjectNameText, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ObjectNamePattern();

    [GeneratedRegex(LabelValueText, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LabelValuePattern();
}
