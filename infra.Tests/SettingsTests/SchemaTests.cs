using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Settings;
using Infra.Settings.Reading;
using Infra.Tests.Support;
using Infra.Values;
using StackPreview.Json;

namespace Infra.Tests.SettingsTests;

/// <summary>The JSON schema of a stack file says what the reader accepts.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void The_committed_schema_is_the_one_that_the_program_prints()
        => Golden.VerifyFile(
            Repository.PathOf("infra", "stack-file.schema.json"),
            JsonText.Of(SettingsSchema.Of(Catalog.Default.Settings)));

    // On any line: the Pulumi CLI writes what secrets are encrypted with above the rest.
    [Fact]
    public void Every_stack_file_names_the_schema_for_editors()
        => Assert.All(
            Repository.CommittedStacks,
            stack => Assert.Contains(
                "# yaml-language-server: $schema=infra/stack-file.schema.json",
                File.ReadLines(Repository.PathOf(StackConfiguration.FileOf(stack)))));

    [Theory]
    [InlineData("true", "false", "True", "TRUE", "False", "FALSE")]
    [InlineData("tRue", "yes", "1", "", " true", "truefalse")]
    public void Truth_values_in_quotes(params string[] texts) => AssertAgree(SettingTypes.Boolean, texts);

    [Theory]
    [InlineData("1", "5", "9", "007")]
    [InlineData("", "-1", "+1", "1.5", "1e0", "one", " 1", "٣")]
    public void Whole_numbers_in_quotes(params string[] texts) => AssertAgree(SettingTypes.Integer(1, 9), texts);

    [Theory]
    [InlineData("1Mi", "512Mi", "1.5Gi", "64Ti", "2000000", "5G")]
    [InlineData("", "0", "0Gi", "0.0Gi", "5GB", "5gi", "250m", "2000000000m", "-1Gi", "1e9", "5 Gi", ".5Gi", "5.Gi", "1,5Gi", "٣Gi")]
    public void Amounts_of_memory_in_quotes(params string[] texts) => AssertAgree(SettingTypes.Bytes, texts);

    [Theory]
    [InlineData("1", "250m", "0.5", "256", "1.25")]
    [InlineData("", "0", "0m", "1Gi", "0.1k", "2 ", "one", "1e0")]
    public void Amounts_of_processor_time_in_quotes(params string[] texts) => AssertAgree(SettingTypes.Cores, texts);

    [Theory]
    [InlineData("1m", "30m", "1h", "01h", "86400s")]
    [InlineData("", "30", "h", "1.5h", "1h30m", "30S", "-1h", "1w", "30 m")]
    public void Durations(params string[] texts)
        => AssertAgree(SettingTypes.Duration(new DurationRange(TimeSpan.FromMinutes(1), TimeSpan.FromDays(1))), texts);

    [Theory]
    [InlineData("0 2 * * *", "*/15 8-18/2 1,15 */3 1-5", " 59  23 31 12 7 ", "05 02 * * 0")]
    [InlineData(
        "",
        "daily",
        "0 2 * *",
        "0 0 2 * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * 32 * *",
        "* * * 13 *",
        "* * * * 8",
        "*/0 * * * *",
        "5/15 * * * *",
        "1, * * * *",
        "0 2 * * MON",
        "001 * * * *")]
    public void Schedules(params string[] texts) => AssertAgree(SettingTypes.Cron, texts);

    [Theory]
    [InlineData("api.example.com", "a.b", "xn--bcher-kva.example", "a-b.c-d.example")]
    [InlineData(
        "",
        "localhost",
        "API.example.com",
        "api_v1.example.com",
        "-a.example.com",
        "a-.example.com",
        ".example.com",
        "example.com.",
        "*.example.com",
        "10.0.0.1",
        "api.example.com:443",
        "api..example.com",
        "bücher.example")]
    [InlineData(
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.com",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.com")]
    public void Hosts(params string[] texts)
        => AssertAgree(
            SettingTypes.Host,
            [.. texts, string.Concat(Enumerable.Repeat("abcd.", 50)) + "abc", string.Concat(Enumerable.Repeat("abcd.", 50)) + "abcd"]);

    [Theory]
    [InlineData("standard", "gp3", "a", "0", "a-b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("", "Standard", "-a", "a-", "a_b", "a.b", "a b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Names_of_objects(params string[] texts) => AssertAgree(SettingTypes.ObjectName, texts);

    [Theory]
    [InlineData("standard", "gp3.encrypted", "corp.letsencrypt", "a", "0.1", "a-b.c-d")]
    [InlineData("", "Standard", "-a", "a-", "a_b", ".a", "a.", "a..b", "a.-b", "a-.b", "a b", "é")]
    public void Names_of_objects_that_may_have_dots(params string[] texts)
        => AssertAgree(SettingTypes.SubdomainName, [.. texts, new string('a', 253), new string('a', 254)]);

    [Theory]
    [InlineData("prometheus", "A", "a_b.c-D", "1.0")]
    [InlineData("", "two words", "-a", "a.", "é", "a/b")]
    public void Values_of_labels(params string[] texts) => AssertAgree(SettingTypes.LabelValue, texts);

    [Theory]
    [InlineData("release", "app.kubernetes.io/part-of", "A_b.c")]
    [InlineData("", "two words", "/a", "a/", "a/b/c", "Example.com/a", "-a")]
    public void Names_of_labels(params string[] texts) => AssertAgree(SettingTypes.LabelName, texts);

    [Theory]
    [InlineData("postgres:18", "registry.example.com:5000/team/app:1.0.0", "localhost/app", "app")]
    [InlineData("", "App:1", "Team/app:1", "app:", "app:1:2", "app@sha256:abc", "https://example.com/app", "app:tág", "a b")]
    public void Images(params string[] texts)
    {
        var digest = $"sha256:{new string('a', 64)}";
        AssertAgree(SettingTypes.Image, [.. texts, .. texts.Select(text => $"{text}@{digest}")]);
        Assert.Equal(digest, ImageReference.TryParse($"app@{digest}")?.Digest);
    }

    [Theory]
    [InlineData("10.0.0.0/8", "0.0.0.0/0", "10.1.2.3/32", "fd00::/8", "::/0")]
    [InlineData("", "10.0.0.0", "10/8", "/8", "10.0.0.0/", "10.0.0/8", "fd00::", "anywhere/8", "10.0.0.0/8 ", "10.0.0.0/a")]
    public void Address_ranges(params string[] texts) => AssertAgree(SettingTypes.AddressRange, texts);

    [Theory]
    [InlineData("10.20.0.0/24:9000", "192.168.7.7/32:65535", "100.64.0.0/10:1")]
    [InlineData("", "10.20.0.0/24", "10.20.0.0:9000", "10.20.0.0/24:", "10.20.0.0/24:09000", "10.20.0.0/24:a", ":9000", "fd00::/8:9000")]
    public void Address_ranges_with_a_port(params string[] texts) => AssertAgree(EgressTypes.Address, texts);

    [Theory]
    [InlineData("observability/app.kubernetes.io/name=otel-collector:4317", "o/app=a:1")]
    [InlineData("", "o/app=a", "o/app:1", "o:1", "/app=a:1", "o/=a:1", "o/app=:1", "o/app=a:01", "O/app=a:1", "o/app=a:b")]
    public void Pods_of_a_namespace_with_a_port(params string[] texts) => AssertAgree(EgressTypes.Pods, texts);

    [Theory]
    [InlineData("s3://bucket", "s3://bucket/path/to", "s3://b/a@b", "s3://b:9000/")]
    [InlineData(
        "",
        "bucket",
        "s3:bucket",
        "s3://",
        "S3://bucket",
        "https://bucket",
        "s3:///path",
        "s3://user@bucket",
        "s3://bucket?a=b",
        "s3://bucket/a#b",
        "s3://buc ket",
        "s3://bucket/a b")]
    public void Addresses(params string[] texts) => AssertAgree(SettingTypes.Url("s3://bucket", "s3"), texts);

    [Theory]
    [InlineData("a", "#alerts", " a ", "two words", "é")]
    [InlineData("", " ", "two\nlines")]
    public void Lines_of_text(params string[] texts) => AssertAgree(SettingTypes.Text("a"), texts);

    [Theory]
    [InlineData("valkey", "redis")]
    [InlineData("", "Valkey", "keydb", "valkey ")]
    public void Choices(params string[] texts) => AssertAgree(SettingTypes.OneOf("valkey", "redis"), texts);

    // Where it is accepted does not matter here, only that both say the same.
    private static void AssertAgree<T>(SettingType<T> type, IEnumerable<string> texts)
    {
        var schema = type.Schema();
        foreach (var text in texts)
            Assert.Equal((text, type.TryParse(text, out _)), (text, Accepts(schema, text)));
        Assert.True(type.TryParse(type.Example.Trim('"'), out _), $"{type.Example} is no example.");
    }

    private static bool Accepts(JsonObject schema, string text)
    {
        if (schema["enum"] is JsonArray choices)
            return choices.Any(choice => choice!.GetValue<string>() == text);

        var types = schema["type"] is JsonArray several
            ? several.Select(type => type!.GetValue<string>())
            : [schema["type"]!.GetValue<string>()];
        // JavaScript's "$" is the end of the text, and not also the place before a last line break.
        var pattern = Regex.Replace(schema["pattern"]!.GetValue<string>(), @"\$$", @"\z", RegexOptions.None, TimeSpan.FromSeconds(1));
        return types.Contains("string") && Regex.IsMatch(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
    }
}
