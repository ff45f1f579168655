using System.Security.Cryptography;
using System.Text;
using System.Web;
using Infra.Applications.Model;
using Infra.Data.Postgres;
using Infra.Data.Redis;
using Infra.Tests.Support;
using Npgsql;
using StackPreview.Json;
using StackPreview.Kinds;

namespace Infra.Tests.Platform.Application;

/// <summary>The connection strings of a whole run are read by drivers' own parsers as what was put into them.</summary>
public sealed class ConnectionStringTests
{
    private const string EveryPrintableCharacter = "every printable character";

    public static TheoryData<string, string> WithPostgresUrl => WithEveryAlphabet("reference", "equivalence", "car-api", "nica");

    public static TheoryData<string, string> WithRedisUrl => WithEveryAlphabet("reference", "equivalence", "julia", "car-api", "nica");

    public static TheoryData<string, string> WithMySqlUrl => WithEveryAlphabet("graphrag");

    [Theory]
    [MemberData(nameof(WithPostgresUrl))]
    public async Task A_Postgres_URL_is_read_as_the_parts_it_was_made_of(string application, string alphabet)
    {
        var (run, password) = await RunAsync(application, alphabet);
        var clusters = run
            .Plan.OfKind("Cluster")
            .ToDictionary(cluster => cluster.Inputs.Text("metadata.namespace") + "/" + cluster.ObjectName);
        var urls = UrlsIn(run, "postgres").ToList();
        Assert.NotEmpty(urls);
        foreach (var url in urls)
        {
            var read = Read(url);
            var service = read.Host!.Split('.');
            Assert.Equal(["svc"], service[2..]);
            var cluster = clusters[$"{service[1]}/{service[0][..service[0].LastIndexOf('-')]}"];
            Assert.Contains(cluster.Creates, one =>
                one.Kind == "Service" && one.Name == service[0] && one.Ports.Single().Number == read.Port);

            var database = cluster.Inputs.At("spec.bootstrap.initdb");
            var owner = run.Inputs(run.Plan.ByName(KubernetesKinds.Secret)[database.Text("secret.name")].Name);
            Assert.Equal((database.Text("database"), owner["stringData.username"]), (read.Database, read.Username));
            Assert.Equal((owner["stringData.password"], password), (read.Password, read.Password));
            Assert.Equal(
                (SslMode.VerifyFull, $"{DataServiceNames.CaFolderOf(PostgresService.ServiceName)}/ca.crt"),
                (read.SslMode, read.RootCertificate));
        }
    }

    [Theory]
    [MemberData(nameof(WithRedisUrl))]
    public async Task A_Redis_URL_is_read_as_the_parts_it_was_made_of(string application, string alphabet)
    {
        var (run, password) = await RunAsync(application, alphabet);
        var services = run
            .Plan.OfKind("Service")
            .Select(service => $"{service.ObjectName}.{service.Inputs.Text("metadata.namespace")}.svc")
            .ToList();
        var urls = UrlsIn(run, "redis").ToList();
        Assert.NotEmpty(urls);
        foreach (var url in urls)
        {
            var (uri, user) = (new Uri(url), UserOf(url));
            Assert.Contains(uri.Host, services);
            Assert.Equal((6379, RedisConfiguration.ApplicationUser, password), (uri.Port, user.Name, user.Password));
            Assert.True(int.TryParse(uri.AbsolutePath[1..], out _), uri.AbsolutePath);
            Assert.Contains(
                $"user {user.Name} on #{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(user.Password)))} ",
                run.Inputs($"{uri.Host.Split('.')[0]}-users")["stringData.users.acl"]);
        }
    }

    [Theory]
    [MemberData(nameof(WithMySqlUrl))]
    public async Task A_MySQL_URL_is_read_as_the_parts_it_was_made_of(string application, string alphabet)
    {
        foreach (var (stack, host, query) in new[]
            {
                ("dev", "mysql.graphrag-dev.svc", ""),
                ("prod", "mysql-haproxy.graphrag-prod.svc", """{"rejectUnauthorized":true,"verifyIdentity":true}"""),
            })
        {
            var (run, password) = await RunAsync(application, alphabet, stack);
            var urls = UrlsIn(run, "mysql").Distinct().ToList();
            var uri = new Uri(Assert.Single(urls));
            Assert.Equal((host, 3306, "/graphrag"), (uri.Host, uri.Port, uri.AbsolutePath));
            Assert.Equal(("graphrag", password), UserOf(urls[0]));
            Assert.Equal(query, HttpUtility.ParseQueryString(uri.Query)["ssl"] ?? "");
        }
    }

    [Theory]
    [InlineData("reference", "postgresql")]
    [InlineData("nica", "postgresql")]
    [InlineData("equivalence", "postgresql+psycopg2")]
    [InlineData("car-api", "postgresql+psycopg")]
    public async Task A_Postgres_URL_names_the_driver_that_the_application_uses(string application, string scheme)
    {
        var (run, _) = await RunAsync(application, EveryPrintableCharacter);
        var urls = UrlsIn(run, "postgres").ToList();
        Assert.NotEmpty(urls);
        Assert.All(urls, url => Assert.StartsWith($"{scheme}://", url, StringComparison.Ordinal));
    }

    private static TheoryData<string, string> WithEveryAlphabet(params string[] applications)
    {
        var data = new TheoryData<string, string>();
        foreach (var application in applications)
        {
            foreach (var alphabet in Enum.GetNames<SecretAlphabet>().Append(EveryPrintableCharacter))
                data.Add(application, alphabet);
        }

        return data;
    }

    private static async Task<(StackRunResult Run, string Password)> RunAsync(string application, string alphabet, string stack = "dev")
    {
        var password = alphabet == EveryPrintableCharacter ? Passwords.Printable : Passwords.Of(Enum.Parse<SecretAlphabet>(alphabet));
        return (await new StackRun { Settings = Previews.SettingsOf(stack, application), Answer = Passwords.Answer(password) }.RunAsync(),
            password);
    }

    // What containers get of one kind, whatever the variable is called.
    private static IEnumerable<string> UrlsIn(StackRunResult run, string kind)
        => from secret in run.Plan.OfKind("Secret")
        from entry in run.Inputs(secret.Name)
        where
            entry.Key.StartsWith("stringData.", StringComparison.Ordinal)
            && entry.Value.StartsWith(kind, StringComparison.Ordinal)
            && entry.Value.Contains("://")
        select entry.Value;

    // Npgsql reads no URLs, so its own parameters are filled from one; the text that comes of it is read again.
    private static NpgsqlConnectionStringBuilder Read(string url)
    {
        var (uri, user) = (new Uri(url), UserOf(url));
        var parameters = HttpUtility.ParseQueryString(uri.Query);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port,
            Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]),
            Username = user.Name,
            Password = user.Password,
            SslMode = Enum.Parse<SslMode>(parameters["sslmode"]!.Replace("-", ""), ignoreCase: true),
            RootCertificate = parameters["sslrootcert"],
        };
        Assert.Equal(["sslmode", "sslrootcert"], parameters.AllKeys.Order());
        return new NpgsqlConnectionStringBuilder(builder.ConnectionString);
    }

    private static (string Name, string Password) UserOf(string url)
    {
        var parts = new Uri(url).UserInfo.Split(':');
        Assert.Equal(2, parts.Length);
        return (Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1]));
    }
}
