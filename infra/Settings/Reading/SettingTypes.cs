using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Infra.Faults;
using Infra.Values;

namespace Infra.Settings.Reading;

/// <summary>The types of scalar settings.</summary>
internal static class SettingTypes
{
    /// <summary>True or false, in the spellings of YAML 1.2.</summary>
    public static SettingType<bool> Boolean { get; } = new(
        "it takes true or false",
        "true",
        TryParseBoolean,
        value => value ? "true" : "false",
        () => Schema(new JsonArray("boolean", "string"), "^([Tt]rue|TRUE|[Ff]alse|FALSE)$", "it takes true or false"))
    {
        FixOf = _ => "Use one of these",
    };

    /// <summary>An amount of memory or storage.</summary>
    public static SettingType<Quantity> Bytes { get; } = Amount(QuantityRange.Bytes);

    /// <summary>An amount of CPU time, in cores.</summary>
    public static SettingType<Quantity> Cores { get; } = Amount(QuantityRange.Cores);

    /// <summary>When something runs, as five cron fields.</summary>
    public static SettingType<CronSchedule> Cron { get; } = FromPattern(
        CronSchedule.Rule,
        CronSchedule.Example,
        CronSchedule.TryParse,
        $"^ *{string.Join(" +", SettingPatterns.CronFields())} *$");

    /// <summary>A DNS name with at least one dot, in lower case (RFC 1123).</summary>
    public static SettingType<string> Host { get; } = FromPattern(
        "it takes a DNS name in lower case with at least one dot",
        "api.example.com",
        text => SettingPatterns.HostPattern().IsMatch(text) ? text : null,
        SettingPatterns.HostText);

    /// <summary>A name of a certificate: a DNS name, in whose first place a wildcard may stand.</summary>
    public static SettingType<string> CertificateName { get; } = FromPattern(
        "it takes a DNS name in lower case with at least one dot, or *. and such a name",
        "*.example.com",
        text => SettingPatterns.CertificateNamePattern().IsMatch(text) ? text : null,
        SettingPatterns.CertificateNameText);

    /// <summary>The name of a Kubernetes object whose name may have dots (RFC 1123 subdomain).</summary>
    public static SettingType<string> SubdomainName { get; } = FromPattern(
        "it takes a name of at most 253 lower-case letters, digits, '-' and '.', "
            + "the first and the last of each part between dots a letter or digit",
        "standard",
        text => SettingPatterns.SubdomainNamePattern().IsMatch(text) ? text : null,
        SettingPatterns.SubdomainNameText);

    /// <summary>The name of a Kubernetes object (RFC 1123 label).</summary>
    public static SettingType<string> ObjectName { get; } = FromPattern(
        "it takes a name of at most 63 lower-case letters, digits and '-' that neither begins nor ends with '-'",
        "standard",
        text => SettingPatterns.ObjectNamePattern().IsMatch(text) ? text : null,
        SettingPatterns.ObjectNameText);

    /// <summary>The name of a Kubernetes label: after a DNS name and '/', where it has one.</summary>
    public static SettingType<string> LabelName { get; } = FromPattern(
        "it takes a label's name: at most 63 letters, digits, '-', '_' and '.', the first and the last a letter or digit",
        "release",
        text => SettingPatterns.LabelNamePattern().IsMatch(text) ? text : null,
        SettingPatterns.LabelNameText);

    /// <summary>The value of a Kubernetes label.</summary>
    public static SettingType<string> LabelValue { get; } = FromPattern(
        "it takes a label's value: at most 63 letters, digits, '-', '_' and '.', the first and the last a letter or digit",
        "prometheus",
        text => SettingPatterns.LabelValuePattern().IsMatch(text) ? text : null,
        SettingPatterns.LabelValueText,
        AnyScalar);

    /// <summary>A container image.</summary>
    public static SettingType<ImageReference> Image { get; } = FromPattern(
        ImageReference.Rule,
        ImageReference.Example,
        ImageReference.TryParse,
        ImageReference.Grammar);

    /// <summary>An address range, such as <c>10.0.0.0/8</c>, in the one form that everybody reads alike.</summary>
    public static SettingType<string> AddressRange { get; } = FromPattern(
        "it takes an address range in its shortest form, all bits after the prefix zero",
        "10.0.0.0/8",
        text => IsAddressRange(text) ? text : null,
        "^([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*)/[0-9]{1,3}$");

    /// <summary>A price: a decimal number from 0 to 99999, in no other form.</summary>
    public static SettingType<string> Price { get; } = FromPattern(
        "it takes a price such as 0.04",
        "0.04",
        text => SettingPatterns.PricePattern().IsMatch(text) ? text : null,
        SettingPatterns.PriceText,
        AnyScalar);

    /// <summary>The host of an image registry, with a port where it has one.</summary>
    public static SettingType<string> RegistryServer { get; } = FromPattern(
        "it takes the host of a registry, with its port where it has one",
        "registry.example.com",
        text => SettingPatterns.RegistryServerPattern().IsMatch(text) ? text : null,
        SettingPatterns.RegistryServerText);

    /// <summary>The name of a bucket (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html).</summary>
    public static SettingType<string> BucketName { get; } = FromPattern(
        "it takes a bucket's name: 3 to 63 lower-case letters, digits, '-' and '.', the first and the last a letter or digit",
        "my-files",
        text => SettingPatterns.BucketNamePattern().IsMatch(text) ? text : null,
        SettingPatterns.BucketNameText);

    /// <summary>The name of a backup.</summary>
    public static SettingType<string> BackupName { get; } = FromPattern(
        "it takes the name of a backup: the time at which it was taken",
        "20261130T020000Z",
        text => SettingPatterns.BackupNamePattern().IsMatch(text) ? text : null,
        SettingPatterns.BackupNameText);

    /// <summary>A path within an image registry.</summary>
    public static SettingType<string> ImagePath { get; } = FromPattern(
        "it takes a path of lower-case letters, digits, '.', '_' and '-', with '/' between its parts",
        "team/shop",
        text => SettingPatterns.ImagePathPattern().IsMatch(text) ? text : null,
        SettingPatterns.ImagePathText);

    /// <summary>An amount of memory or storage of which less is of no use.</summary>
    public static SettingType<Quantity> BytesFrom(Quantity lowest) => Amount(QuantityRange.BytesFrom(lowest));

    /// <summary>An amount of memory or storage from one to another.</summary>
    public static SettingType<Quantity> BytesBetween(Quantity lowest, Quantity highest)
        => Amount(QuantityRange.BytesFrom(lowest) with { Highest = highest });

    /// <summary>A path within a bucket.</summary>
    public static SettingType<string> ObjectPath(string example) => FromPattern(
        "it takes a path in a bucket: letters, digits, '.', '_' and '-', with '/' between its parts, which begin with none of '.' and '-'",
        example,
        text => SettingPatterns.ObjectPathPattern().IsMatch(text) ? text : null,
        SettingPatterns.ObjectPathText);

    /// <summary>Any text of one line that is not blank and has no control characters.</summary>
    public static SettingType<string> Text(string example, string rule = "it takes a line of text") => FromPattern(
        rule,
        example,
        text => string.IsNullOrWhiteSpace(text) ? null : text,
        "^.*\\S.*$",
        AnyScalar);

    /// <summary>An e-mail address.</summary>
    public static SettingType<string> Email(string example) => FromPattern(
        "it takes an e-mail address",
        example,
        text => SettingPatterns.EmailPattern().IsMatch(text) ? text : null,
        SettingPatterns.EmailText);

    /// <summary>Items with commas between them, none of them empty and none with blanks.</summary>
    public static SettingType<string> Items(string example) => FromPattern(
        "it takes items with commas between them, without blanks",
        example,
        text => text.Split(',').All(item => item.Length > 0 && !item.Any(char.IsWhiteSpace)) ? text : null,
        "^[^,\\s]+(,[^,\\s]+)*$",
        AnyScalar);

    /// <summary>A whole number from one to another, as it is written.</summary>
    public static SettingType<string> Digits(NumberRange range)
    {
        var number = Integer(range);
        return new(
            number.Rule,
            number.Example,
            (string text, [MaybeNullWhen(false)] out string value)
                => (value = number.TryParse(text, out var parsed) ? number.Format(parsed) : null) is not null,
            value => value,
            number.Schema)
        {
            FixOf = number.FixOf,
        };
    }

    /// <summary>A whole number from one to another.</summary>
    public static SettingType<int> Integer(int lowest, int highest) => Integer(new NumberRange(lowest, highest));

    /// <summary>A whole number from one to another.</summary>
    /// <param name="range">The numbers that it takes.</param>
    /// <param name="advised">Those that no other rule refuses either, from which the fix is. Default: all.</param>
    public static SettingType<int> Integer(NumberRange range, NumberRange? advised = null) => new(
        range.Rule,
        $"{range.Lowest}",
        (string text, out int value)
            => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && range.Contains(value),
        value => $"{value}",
        () => Schema(new JsonArray("integer", "string"), "^[0-9]+$", range.Rule, (range.Lowest, range.Highest)))
    {
        FixOf = text => NearestNumber(text, advised ?? range),
    };

    /// <summary>One of a few texts.</summary>
    public static SettingType<string> OneOf(params string[] choices) => new(
        $"it takes one of {string.Join(", ", choices)}",
        choices[0],
        (string text, [MaybeNullWhen(false)] out string value) => (value = choices.Contains(text) ? text : null) is not null,
        value => value,
        () => new JsonObject { ["enum"] = new JsonArray([.. choices.Select(choice => JsonValue.Create(choice))]) })
    {
        FixOf = text => NearestName.Of(text, choices) is { } nearest ? $"Use {nearest}" : "Use one of these",
    };

    /// <summary>A length of time from one to another.</summary>
    /// <param name="range">The durations that it takes.</param>
    /// <param name="advised">Those that no other rule refuses either, from which the fix is. Default: all.</param>
    public static SettingType<TimeSpan> Duration(DurationRange range, DurationRange? advised = null) => new(
        range.Rule,
        Values.Duration.Format(range.Lowest),
        (string text, out TimeSpan value) =>
        {
            var duration = Values.Duration.TryParse(text);
            value = duration.GetValueOrDefault();
            return duration is not null && range.Contains(value);
        },
        Values.Duration.Format,
        () => Schema("string", SettingPatterns.DurationText, range.Rule))
    {
        FixOf = text => (advised ?? range).FixOf(
            Values.Duration.TryParse(text) ?? (IsDuration(text) ? TimeSpan.MaxValue : TimeSpan.MinValue)),
    };

    /// <summary>An address with one of the schemes, such as <c>s3://bucket/path</c>.</summary>
    public static SettingType<Uri> Url(string example, params string[] schemes) => FromPattern(
        $"it takes an address of the form {string.Join(" or ", schemes.Select(scheme => $"{scheme}://host[/path]"))}",
        example,
        text => SettingPatterns.UrlPattern().IsMatch(text)
            && Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && schemes.Contains(text.Split(':')[0])
                ? uri
                : null,
        $"^({string.Join('|', schemes)}){SettingPatterns.UrlText}",
        format: uri => uri.OriginalString);

    private static SettingType<Quantity> Amount(QuantityRange range)
    {
        var pattern = $"^(?=.*[1-9])[0-9]{{1,15}}(\\.[0-9]{{1,6}})?({string.Join('|', range.Suffixes)})?$";
        return new(
            range.Rule,
            range.Lowest.Text,
            (string text, [MaybeNullWhen(false)] out Quantity value) =>
            {
                value = text;
                return range.Contains(value);
            },
            value => value.Text,
            () => Schema(new JsonArray("string", "number"), pattern, range.Rule, (range.Lowest.Amount, range.Highest.Amount)))
        {
            FixOf = text => range.FixOf(text),
        };
    }

    /// <summary>What is written as a text that a pattern describes.</summary>
    /// <param name="rule">What is allowed, as the middle part of a fault's sentence.</param>
    /// <param name="example">A text that is accepted.</param>
    /// <param name="parse">Reads the text; null where it is not accepted.</param>
    /// <param name="pattern">What the JSON schema holds the text to.</param>
    /// <param name="schemaType">The types of the JSON schema. Default: string.</param>
    /// <param name="format">Writes a value. Default: its own text.</param>
    public static SettingType<T> FromPattern<T>(
        string rule,
        string example,
        Func<string, T?> parse,
        string pattern,
        Func<JsonNode>? schemaType = null,
        Func<T, string>? format = null)
        where T : class
        => new(
            rule,
            example,
            (string text, [MaybeNullWhen(false)] out T value) => (value = PlainText.IsLine(text) ? parse(text) : null) is not null,
            format ?? (value => value.ToString()!),
            () => Schema(schemaType?.Invoke() ?? "string", pattern, rule));

    // Numbers are validated by the range, text by the pattern; editors show the rule where it does not match.
    private static JsonObject Schema(JsonNode type, string pattern, string rule, (decimal Lowest, decimal Highest)? range = null)
    {
        var schema = new JsonObject { ["type"] = type };
        if (range is var (lowest, highest))
        {
            schema["minimum"] = lowest;
            schema["maximum"] = highest;
        }

        schema["pattern"] = pattern;
        schema["patternErrorMessage"] = $"{char.ToUpperInvariant(rule[0])}{rule[1..]}.";
        return schema;
    }

    // Of what is no number at all, none is nearer than others.
    private static string NearestNumber(string text, NumberRange range)
    {
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number);
        if (!isNumber || number < range.Lowest)
            return range.FixOf(int.MinValue);
        if (number > range.Highest)
            return range.FixOf(int.MaxValue);
        var below = Math.Floor(number);
        var above = Math.Ceiling(number);
        return below < above ? $"Use {below} or {above}" : $"Use {below}";
    }

    private static bool TryParseBoolean(string text, out bool value)
    {
        value = text is "true" or "True" or "TRUE";
        return value || text is "false" or "False" or "FALSE";
    }

    // Whether it is a duration, even where it is longer than any that the program can reckon with.
    private static bool IsDuration(string text) => SettingPatterns.DurationPattern().IsMatch(text);

    private static bool IsAddressRange(string text)
        => IPNetwork.TryParse(text, out var range)
            && !text.Contains('%')
            && string.Equals(range.ToString(), text, StringComparison.OrdinalIgnoreCase);

    // What looks like a number or a truth value to YAML may be meant as text.
    private static JsonArray AnyScalar() => ["string", "number", "boolean"];
}
