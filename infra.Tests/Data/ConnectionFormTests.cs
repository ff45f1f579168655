using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Settings;
using Infra.Tests.Support;

namespace Infra.Tests.Data;

/// <summary>The URLs that applications are given have the form that they have in the cluster, whatever cloud runs the servers.</summary>
public sealed partial class ConnectionFormTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("reference", 6379, 10000)]
    [InlineData("equivalence", 6379, 10000)]
    public async Task URLs_of_Redis_have_the_same_form_over_TLS(string application, int awsPort, int azurePort)
    {
        var cluster = await UrlsOfAsync(Previews.SettingsOf("prod", application), RedisUrls());
        Assert.NotEmpty(cluster);
        Assert.Equal(OverTls(awsPort), await UrlsOfAsync(AwsStack.SettingsOf("prod", application), RedisUrls()));
        Assert.Equal(OverTls(azurePort), await UrlsOfAsync(AzureStack.SettingsOf("prod", application), RedisUrls()));

        IEnumerable<string> OverTls(int port) => cluster.Select(url => url
            .Replace("redis://", "rediss://", StringComparison.Ordinal)
            .Replace(":6379/", $":{port}/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("reference")]
    [InlineData("car-api")]
    [InlineData("equivalence")]
    public async Task URLs_of_Postgres_have_the_same_form(string application)
    {
        var cluster = await UrlsOfAsync(Previews.SettingsOf("prod", application), PostgresUrls());
        Assert.NotEmpty(cluster);
        Assert.All(cluster, url => Assert.Contains("sslmode=verify-full", url, StringComparison.Ordinal));
        Assert.Equal(cluster, await UrlsOfAsync(AwsStack.SettingsOf("prod", application), PostgresUrls()));
        Assert.Equal(cluster, await UrlsOfAsync(AzureStack.SettingsOf("prod", application), PostgresUrls()));
    }

    // The URLs in all secrets, without what tells servers and roles apart.
    private static async Task<List<string>> UrlsOfAsync(StackSettings settings, Regex urls)
    {
        var run = await new StackRun { Settings = settings }.RunAsync();
        return
        [
            .. run.Registered
                .Where(args => args.Type == "kubernetes:core/v1:Secret")
                .SelectMany(args => urls.Matches(JsonSerializer.Serialize(args.Inputs, Readable)).Select(match => match.Value))
                .Select(url => Authority().Replace(url, "://USER:PASSWORD@HOST:"))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    [GeneratedRegex("postgres(ql)?(\\+[a-z0-9]+)?://[^\"\\\\]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PostgresUrls();

    [GeneratedRegex("rediss?://[^\"\\\\]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RedisUrls();

    [GeneratedRegex("://[^@]+@[^:]+:", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Authority();
}
