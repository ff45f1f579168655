using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Settings;
using Infra.Tests.Support;
using Infra.Tests.Verbs;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

/// <summary>The applications that need Postgres, with it on RDS: nothing else of them changes.</summary>
public sealed partial class RdsStackTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string, string> Deployments => Repository.DeploymentData;

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task All_checks_pass(string application, string environment)
    {
        var preview = await RdsStack.OfAsync(environment, application);
        Assert.Equal("", string.Join('\n', preview.Checks.SelectMany(result => result.Findings).Select(finding => finding.Text)));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Containers_have_the_same_variables(string application, string environment)
    {
        var cluster = VariablesOf((await Previews.OfAsync(environment, application)).Plan);
        var rds = VariablesOf((await RdsStack.OfAsync(environment, application)).Plan);
        Assert.NotEmpty(cluster);
        Assert.Equal(cluster, rds);
    }

    [Theory]
    [InlineData("reference")]
    [InlineData("car-api")]
    [InlineData("equivalence")]
    public async Task URLs_have_the_same_form(string application)
    {
        var cluster = await UrlsOfAsync(Previews.SettingsOf("prod", application));
        var rds = await UrlsOfAsync(RdsStack.SettingsOf("prod", application));
        Assert.NotEmpty(cluster);
        Assert.Equal(cluster, rds);
        Assert.All(rds, url => Assert.Contains("sslmode=verify-full", url, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Outputs_are_of_the_same_names(string application, string environment)
    {
        var cluster = (await Previews.OfAsync(environment, application)).Plan;
        var rds = (await RdsStack.OfAsync(environment, application)).Plan;
        Assert.Equal(cluster.Outputs.Keys.Order(), rds.Outputs.Keys.Order());
        Assert.Null(cluster.Outputs["postgresResourceId"]);
        Assert.Equal(
            cluster.Outputs["postgresHost"] is null ? null : "generated-postgres-arn",
            rds.Outputs["postgresResourceId"]?.ToString());
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
                where !resource.StableTitle.Contains("postgres", StringComparison.Ordinal)
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

    // The URLs of Postgres in all secrets, without what tells servers and roles apart.
    private static async Task<List<string>> UrlsOfAsync(StackSettings settings)
    {
        var run = await new StackRun { Settings = settings }.RunAsync();
        return
        [
            .. run.Registered
                .Where(args => args.Type == "kubernetes:core/v1:Secret")
                .SelectMany(args => Urls().Matches(JsonSerializer.Serialize(args.Inputs, Readable)).Select(match => match.Value))
                .Select(url => Authority().Replace(url, "://USER:PASSWORD@HOST:"))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    [GeneratedRegex("postgres(ql)?(\\+[a-z0-9]+)?://[^\"\\\\]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Urls();

    [GeneratedRegex("://[^@]+@[^:]+:", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Authority();
}
