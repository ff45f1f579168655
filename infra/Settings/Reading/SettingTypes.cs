using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Values;

namespace Infra.Settings.Reading;

/// <summary>The types of scalar settings.</summary>
internal static partial class SettingTypes
{
    /// <summary>True or false, in the spellings of YAML 1.2.</summary>
    public static SettingType<bool> Boolean { get; } = new(
        "it takes true or false",
        "true",
        TryParseBoolean,
        value => value ? "true" : "false",
        () => Schema(new JsonArray("boolean", "string"), "^([Tt]rue|TRUE|[Ff]alse|FALSE)$", "it takes true or false"));

    /// <summary>An amount of memory or storage.</summary>
    public static SettingType<Quantity> Bytes { get; } = BytesFrom("1Mi", "512Mi");

    /// <summary>An amount of processor time, in cores.</summary>
    public static SettingType<Quantity> Cores { get; } = Amount("1m", "256", "250m", ["m"]);

    public static SettingType<CronSchedule> Cron { get; } = FromPattern(
        "it takes a schedule of five fields: minute, hour, day of the month, month, day of the week",
        "0 2 * * *",
        CronSchedule.TryParse,
        $"^ *{CronFieldText("[0-5]?[0-9]")} +{CronFieldText("([01]?[0-9]|2[0-3])")} +{CronFieldText("(0?[1-9]|[12][0-9]|3[01])")} +{CronFieldText("(0?[1-9]|1[0-2])")} +{CronFieldText("0?[0-7]")} *$");

    /// <summary>A DNS name with at least one dot, in lower case (RFC 1123).</summary>
    public static SettingType<string> Host { get; } = FromPattern(
        "it takes a DNS name in lower case with at least one dot",
        "api.example.com",
        text => HostPattern().IsMatch(text) ? text : null,
        HostText);

    /// <summary>The name of a Kubernetes object whose name may have dots (RFC 1123 subdomain).</summary>
    public static SettingType<string> SubdomainName { get; } = FromPattern(
        "it takes a name of at most 253 lower-case letters, digits, '-' and '.', the first and the last of each part between dots a letter or digit",
        "standard",
        text => SubdomainNamePattern().IsMatch(text) ? text : null,
        SubdomainNameText);

    /// <summary>The name of a Kubernetes object (RFC 1123 label).</summary>
    public static SettingType<string> ObjectName { get; } = FromPattern(
        "it takes a name of at most 63 lower-case letters, digits and '-' that neither begins nor ends with '-'",
        "standard",
        text => ObjectNamePattern().IsMatch(text) ? text : null,
        ObjectNameText);

    /// <summary>The name of a Kubernetes label: after a DNS name and '/', where it has one.</summary>
    public static SettingType<string> LabelName { get; } = FromPattern(
        "it takes a label's name: at most 63 letters, digits, '-', '_' and '.', the first and the last a letter or digit",
        "release",
        text => LabelNamePattern().IsMatch(text) ? text : null,
        LabelNameText);

    /// <summary>The value of a Kubernetes label.</summary>
    public static SettingType<string> LabelValue { get; } = FromPattern(
        "it takes a label's value: at most 63 letters, digits, '-', '_' and '.', the first and the last a letter or digit",
        "prometheus",
        text => LabelValuePattern().IsMatch(text) ? text : null,
        LabelValueText,
        AnyScalar);

    public static SettingType<ImageReference> Image { get; } = FromPattern(
        "it takes an image: repository[:tag][@sha256:digest]",
        "registry.example.com/api:1.4.0",
        ImageReference.TryParse,
        ImageReference.Grammar);

    /// <summary>An address range, such as <c>10.0.0.0/8</c>, in the one form that everybody reads alike.</summary>
    public static SettingType<string> AddressRange { get; } = FromPattern(
        "it takes an address range in its shortest form, all bits after the prefix zero",
        "10.0.0.0/8",
        text => IPNetwork.TryParse(text, out var range) && !text.Contains('%') && string.Equals(range.ToString(), text, StringComparison.OrdinalIgnoreCase) ? text : null,
        "^([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*)/[0-9]{1,3}$");

    /// <summary>An amount of memory or storage of which less is of no use.</summary>
    public static SettingType<Quantity> BytesFrom(string lowest, string example) => Amount(lowest, "64Ti", example, ["k", "M", "G", "T", "Ki", "Mi", "Gi", "Ti"]);

    /// <summary>The host of an image registry, with a port where it has one.</summary>
    public static SettingType<string> RegistryServer { get; } = FromPattern(
        "it takes the host of a registry, with its port where it has one",
        "registry.example.com",
        text => RegistryServerPattern().IsMatch(text) ? text : null,
        RegistryServerText);

    /// <summary>A path within an image registry.</summary>
    public static SettingType<string> ImagePath { get; } = FromPattern(
        "it takes a path of lower-case letters, digits, '.', '_' and '-', with '/' between its parts",
        "team/shop",
        text => ImagePathPattern().IsMatch(text) ? text : null,
        ImagePathText);

    /// <summary>Any text of one line that is not blank.</summary>
    public static SettingType<string> Text(string example, string rule = "it takes a line of text") => FromPattern(
        rule,
        example,
        text => string.IsNullOrWhiteSpace(text) ? null : text,
        "^.*\\S.*$",
        AnyScalar);

    public static SettingType<int> Integer(int lowest, int highest)
    {
        var rule = $"it takes a whole number from {lowest} to {highest}";
        return new(
            rule,
            lowest.ToString(CultureInfo.InvariantCulture),
            (string text, out int value) =>
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= lowest && value <= highest,
            value => value.ToString(CultureInfo.InvariantCulture),
            () => Schema(new JsonArray("integer", "string"), "^[0-9]+$", rule, (lowest, highest)));
    }

    public static SettingType<string> OneOf(params string[] choices) => new(
        $"it takes one of {string.Join(", ", choices)}",
        choices[0],
        (string text, [MaybeNullWhen(false)] out string value) => (value = choices.Contains(text) ? text : null) is not null,
        value => value,
        () => new JsonObject { ["enum"] = new JsonArray([.. choices.Select(choice => JsonValue.Create(choice))]) })
    {
        Correction = "Use one of these",
    };

    public static SettingType<TimeSpan> Duration(TimeSpan lowest, TimeSpan highest)
    {
        var rule = $"it takes a duration from {Values.Duration.Format(lowest)} to {Values.Duration.Format(highest)}";
        return new(
            rule,
            Values.Duration.Format(lowest),
            (string text, out TimeSpan value) =>
            {
                value = Values.Duration.TryParse(text) ?? TimeSpan.MinValue;
                return value >= lowest && value <= highest;
            },
            Values.Duration.Format,
            () => Schema("string", "^[0-9]{1,10}[smhd]$", rule));
    }

    /// <summary>An address with one of the schemes, such as <c>s3://bucket/path</c>.</summary>
    public static SettingType<Uri> Url(string example, params string[] schemes) => FromPattern(
        $"it takes an address of the form {string.Join(" or ", schemes.Select(scheme => $"{scheme}://host[/path]"))}",
        example,
        text => UrlPattern().IsMatch(text) && Uri.TryCreate(text, UriKind.Absolute, out var uri) && schemes.Contains(text.Split(':')[0]) ? uri : null,
        $"^({string.Join('|', schemes)}){UrlText}",
        format: uri => uri.OriginalString);

    private static SettingType<Quantity> Amount(string lowest, string highest, string example, string[] suffixes)
    {
        var (from, to) = (Quantity.Parse(lowest).Amount, Quantity.Parse(highest).Amount);
        var rule = $"it takes a quantity from {lowest} to {highest}";
        return new(
            rule,
            example,
            (string text, [MaybeNullWhen(false)] out Quantity value) =>
                (value = Quantity.TryParse(text) is { } quantity && IsWithin(quantity) ? quantity : null) is not null,
            value => value.Text,
            () => Schema(new JsonArray("string", "number"), $"^(?=.*[1-9])[0-9]{{1,15}}(\\.[0-9]{{1,6}})?({string.Join('|', suffixes)})?$", rule, (from, to)));

        bool IsWithin(Quantity quantity) => (quantity.Suffix.Length == 0 || suffixes.Contains(quantity.Suffix)) && quantity.Amount >= from && quantity.Amount <= to;
    }

    private static SettingType<T> FromPattern<T>(
        string rule, string example, Func<string, T?> parse, string pattern, Func<JsonNode>? schemaType = null, Func<T, string>? format = null)
        where T : class
        => new(
            rule,
            example,
            (string text, [MaybeNullWhen(false)] out T value) => (value = text.Contains('\n') ? null : parse(text)) is not null,
            format ?? (value => value.ToString()!),
            () => Schema(schemaType?.Invoke() ?? "string", pattern, rule));

    // Numbers are held to the range, text to the pattern; editors show the rule where it does not match.
    private static JsonObject Schema(JsonNode type, string pattern, string rule, (decimal Lowest, decimal Highest)? range = null)
    {
        var schema = new JsonObject { ["type"] = type };
        if (range is var (lowest, highest))
            (schema["minimum"], schema["maximum"]) = (lowest, highest);
        schema["pattern"] = pattern;
        schema["patternErrorMessage"] = $"{char.ToUpperInvariant(rule[0])}{rule[1..]}.";
        return schema;
    }

    private static bool TryParseBoolean(string text, out bool value)
    {
        value = text is "true" or "True" or "TRUE";
        return value || text is "false" or "False" or "FALSE";
    }

    // What looks like a number or a truth value to YAML may be meant as text.
    private static JsonArray AnyScalar() => ["string", "number", "boolean"];

    private static string CronFieldText(string number)
    {
        const string Step = "(/(0?[1-9]|[1-9][0-9]))?";
        var item = $"(\\*{Step}|{number}(-{number}{Step})?)";
        return $"{item}(,{item})*";
    }

    private const string HostText = "^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$";
    private const string SubdomainNameText = "^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$";
    private const string ObjectNameText = "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$";
    private const string LabelNameText = "^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$";
    private const string LabelValueText = "^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$";
    private const string RegistryServerText = "^(([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?(:[0-9]{1,5})?|[a-z0-9]([a-z0-9-]*[a-z0-9])?:[0-9]{1,5})$";
    private const string ImagePathText = "^[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$";
    private const string UrlText = "://[^\\s/@?#]+(/[^\\s?#]*)?$";

    [GeneratedRegex(HostText, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HostPattern();

    [GeneratedRegex(SubdomainNameText, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SubdomainNamePattern();

    [GeneratedRegex(ObjectNameText, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ObjectNamePattern();

    [GeneratedRegex(LabelNameText, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LabelNamePattern();

    [GeneratedRegex(LabelValueText, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LabelValuePattern();

    [GeneratedRegex(RegistryServerText, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RegistryServerPattern();

    [GeneratedRegex(ImagePathText, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ImagePathPattern();

    [GeneratedRegex(UrlText, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UrlPattern();
}
