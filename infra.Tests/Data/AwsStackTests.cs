using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Settings;
using Infra.Tests.Support;
using Infra.Tests.Verbs;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data;

/// <summary>The applications, with all that AWS can run: nothing else of them changes.</summary>
public sealed partial class AwsStackTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Services = ["postgres", "redis", "mysql"];

    public static TheoryData<string, string> Deployments => Repository.DeploymentData;

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task All_checks_pass(string application, string environment)
    {
        var preview = await AwsStack.OfAsync(environment, application);
        Assert.Equal("", string.Join('\n', preview.Checks.SelectMany(result => result.Findings).Select(finding => finding.Text)));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Containers_have_the_same_variables(string application, string environment)
    {
        var cluster = VariablesOf((await Previews.OfAsync(environment, application)).Plan);
        var rds = VariablesOf((await AwsStack.OfAsync(environment, application)).Plan);
        Assert.NotEmpty(cluster);
        Assert.Empty(cluster.Except(rds));
        // One server of MySQL in the cluster has no certificate authority that could be told.
        Assert.All(rds.Except(cluster), name => Assert.EndsWith(" NODE_EXTRA_CA_CERTS", name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("reference")]
    [InlineData("equivalence")]
    public async Task URLs_of_Redis_have_the_same_form_over_TLS(string application)
    {
        var cluster = await UrlsOfAsync(Previews.SettingsOf("prod", application), RedisUrls());
        var aws = await UrlsOfAsync(AwsStack.SettingsOf("prod", application), RedisUrls());
        Assert.NotEmpty(cluster);
        Assert.Equal(cluster.Select(url => url.Replace("redis://", "rediss://", StringComparison.Ordinal)), aws);
    }

    [Theory]
    [InlineData("reference")]
    [InlineData("car-api")]
    [InlineData("equivalence")]
    public async Task URLs_have_the_same_form(string application)
    {
        var cluster = await UrlsOfAsync(Previews.SettingsOf("prod", application), Urls());
        var rds = await UrlsOfAsync(AwsStack.SettingsOf("prod", application), Urls());
        Assert.NotEmpty(cluster);
        Assert.Equal(cluster, rds);
        Assert.All(rds, url => Assert.Contains("sslmode=verify-full", url, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Outputs_are_of_the_same_names(string application, string environment)
    {
        var cluster = (await Previews.OfAsync(environment, application)).Plan;
        var rds = (await AwsStack.OfAsync(environment, application)).Plan;
        Assert.Equal(cluster.Outputs.Keys.Order(), rds.Outputs.Keys.Order());
        Assert.All(["postgres", "redis", "mysql"], service =>
        {
            Assert.Null(cluster.Outputs[$"{service}ResourceId"]);
            Assert.Equal(
                cluster.Outputs[$"{service}Host"] is null ? null : $"generated-{service}-arn",
                rds.Outputs[$"{service}ResourceId"]?.ToString());
        });
    }

    // The file is there, as the host of .NET demands, and nothing can be loaded from it.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stack_that_is_in_the_cluster_alone_loads_nothing_of_AWS(bool isOnRds)
    {
        using var folder = new ScratchFolder();
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(ProgramFile)!))
            File.Copy(file, folder.PathOf(Path.GetFileName(file)));
        await File.WriteAllTextAsync(folder.PathOf("Pulumi.Aws.dll"), "nothing");
        foreach (var file in Directory.EnumerateFiles(Repository.TestStacks))
            File.Copy(file, folder.PathOf(Path.GetFileName(file)));
        if (isOnRds)
        {
            await File.AppendAllTextAsync(
                folder.PathOf("Pulumi.dev.yaml"),
                $"\n  infra:postgres: {RdsStack.Postgres}\n  infra:aws: {RdsStack.Aws.ReplaceLineEndings(" ")}\n");
        }

        var (exitCode, _, error) = await ProgramProcess.RunFileAsync(folder.PathOf("Infra.dll"), folder.Path, ["preview", "dev"]);
        Assert.True((exitCode == 0) != isOnRds, error);
        Assert.Equal(isOnRds, error.Contains("Pulumi.Aws", StringComparison.Ordinal));
    }

    private static string ProgramFile
        => Path.Combine(AppContext.BaseDirectory, "..", "..", "Infra", new DirectoryInfo(AppContext.BaseDirectory).Name, "Infra.dll");

    // What each container of the application is given, by the names alone: where a value stands may differ.
    private static List<string> VariablesOf(Plan plan)
    {
        var maps = plan.OfKind("ConfigMap", "Secret").ToDictionary(
            resource => (resource.Kind, resource.ObjectName!),
            resource => resource.Inputs.Entries("data").Concat(resource.Inputs.Entries("stringData")).Select(entry => entry.Key).ToList());
        return
        [
            .. (from resource in plan.Objects
                where !Services.Any(service => resource.StableTitle.Contains(service, StringComparison.Ordinal))
                from container in PodTemplate.Of(resource)?.Containers ?? []
                let own = container.Items("env").Select(variable => variable.Text("name"))
                let read = from source in container.Items("envFrom")
                           from key in source.Text("secretRef.name") is { Length: > 0 } secret
                               ? maps.GetValueOrDefault(("Secret", secret), [])
                               : maps.GetValueOrDefault(("ConfigMap", source.Text("configMapRef.name")), [])
                           select key
                from name in own.Concat(read).Distinct()
                select $"{resource.StableTitle} {container.Text("name")} {name}").Order(StringComparer.Ordinal),
        ];
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
    private static partial Regex Urls();

    [GeneratedRegex("rediss?://[^\"\\\\]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RedisUrls();

    [GeneratedRegex("://[^@]+@[^:]+:", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Authority();
}
