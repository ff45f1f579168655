using Infra.Applications.Model;
using Infra.Data.Postgres;
using Infra.Tests.Support;
using Pulumi.Utilities;

namespace Infra.Tests.Live;

/// <summary>
/// The connections that are rendered, in the hands of the clients that read them, against servers that are set up as rendered. The
/// passwords have every character that can be printed.
/// </summary>
public sealed class LoginTests(SharedServers shared) : IClassFixture<SharedServers>
{
    private const string WhoAmI = "SELECT current_database(), current_user, ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

    private const string Pg = $"""
        import pg from 'pg';
        const client = new pg.Client(process.env.DATABASE_URL);
        client.on('error', () => process.exit(1));
        await client.connect();
        console.log(Object.values((await client.query("{WhoAmI}")).rows[0]).join('|').replace('true', 't'));
        await client.end();
        """;

    private const string NodeRedis = """
        import { createClient } from 'redis';
        const client = createClient({ url: process.env.REDIS_URL, socket: { reconnectStrategy: false } });
        client.on('error', () => {});
        await client.connect();
        console.log(await client.set('greeting', 'hello'));
        client.destroy();
        """;

    private static readonly string[] MoreApplications = ["equivalence", "car-api", "nica"];

    [LiveFact]
    public async Task Libpq_logs_in_with_the_URL_of_every_workload()
    {
        var live = await ServersAsync();
        foreach (var stack in live.Stacks)
        {
            var url = Assert.Single(stack.PostgresUrls);
            Assert.Equal((0, $"{stack.Owner.Name}|{stack.Owner.Name}|t\n", ""), Psql(live, url));
        }
    }

    [LiveFact]
    public async Task Libpq_logs_in_with_the_outputs_where_it_knows_the_authority()
    {
        var live = await ServersAsync();
        foreach (var output in new[] { live.Rendered.Stack.PostgresUrl, live.Rendered.Stack.PostgresReadOnlyUrl })
        {
            var url = (await OutputUtilities.GetValueAsync(output))!;
            Assert.Equal(
                (0, "reference|reference|t\n", ""),
                Psql(live, url, ("PGSSLROOTCERT", $"{DataServiceNames.CaFolderOf(PostgresService.ServiceName)}/ca.crt")));
            Assert.Contains("root certificate", Psql(live, url, ("HOME", "/tmp")).Error);
        }
    }

    [LiveFact]
    public async Task Pg_logs_in_with_the_URL_of_the_sample()
    {
        var live = await ServersAsync();
        Assert.Equal((0, "reference|reference|t\n", ""), Node(live, Pg, "DATABASE_URL", Url(live)));
    }

    [LiveFact]
    public async Task A_server_of_another_authority_is_refused()
    {
        var live = await ServersAsync();
        await ShowingAsync(live, LiveStack.CertificateOfStranger, () =>
        {
            AssertRefused("certificate verify failed", Psql(live, Url(live)));
            AssertRefused("unable to verify the first certificate", Node(live, Pg, "DATABASE_URL", Url(live)));
        });
    }

    [LiveFact]
    public async Task A_server_of_another_name_is_refused()
    {
        var live = await ServersAsync();
        await ShowingAsync(live, LiveStack.CertificateOfOther, () =>
        {
            AssertRefused(
                "server certificate for \"postgres-rw.elsewhere.svc\" does not match host name \"postgres-rw.reference-dev.svc\"",
                Psql(live, Url(live)));
            AssertRefused(
                "Host: postgres-rw.reference-dev.svc. is not in the cert's altnames: DNS:postgres-rw.elsewhere.svc",
                Node(live, Pg, "DATABASE_URL", Url(live)));
        });
    }

    [LiveFact]
    public async Task The_server_refuses_a_client_that_does_not_encrypt()
    {
        var live = await ServersAsync();
        var url = Url(live).Replace("sslmode=verify-full", "sslmode=disable");
        const string Refusal =
            "pg_hba.conf rejects connection for host \"127.0.0.1\", user \"reference\", database \"reference\", no encryption";
        AssertRefused(Refusal, Psql(live, url));
        AssertRefused(Refusal, Node(live, Pg, "DATABASE_URL", url));
    }

    [LiveFact]
    public async Task The_server_refuses_a_wrong_password()
    {
        var live = await ServersAsync();
        var url = Url(live).Replace("~@", "@");
        AssertRefused("password authentication failed for user \"reference\"", Psql(live, url));
        AssertRefused("password authentication failed for user \"reference\"", Node(live, Pg, "DATABASE_URL", url));
    }

    [LiveFact]
    public async Task Clients_of_Redis_log_in_with_the_rendered_URL()
    {
        var live = await ServersAsync();
        var url = live.Rendered.Pod("worker").Variables["REDIS_URL"];
        Assert.Equal((0, "OK\n", ""), RedisCli(live, url));
        Assert.Equal((0, "OK\n", ""), Node(live, NodeRedis, "REDIS_URL", url));
    }

    [LiveFact]
    public async Task Redis_refuses_a_wrong_password_and_none()
    {
        var live = await ServersAsync();
        var url = live.Rendered.Pod("worker").Variables["REDIS_URL"];
        AssertRefused("WRONGPASS", RedisCli(live, url.Replace("~@", "@")));
        AssertRefused("WRONGPASS", Node(live, NodeRedis, "REDIS_URL", url.Replace("~@", "@")));
        var ofNobody = $"redis://{url[(url.IndexOf('@') + 1)..]}";
        AssertRefused("NOAUTH", RedisCli(live, ofNobody));
        AssertRefused("NOAUTH", Node(live, NodeRedis, "REDIS_URL", ofNobody));
    }

    private Task<LiveStack> ServersAsync()
        => shared.GetAsync(() =>
            LiveStack.StartAsync(
                Previews.SettingsOf("dev"),
                MoreApplications.Select(application => Previews.SettingsOf("dev", application))));

    private static string Url(LiveStack live) => live.Rendered.Pod("api").Variables["DATABASE_URL"];

    private static async Task ShowingAsync(LiveStack live, string certificate, Action act)
    {
        await live.Postgres.StopAsync();
        await live.Postgres.StartAsync(certificate);
        try
        {
            act();
        }
        finally
        {
            await live.Postgres.StopAsync();
            await live.Postgres.StartAsync(LiveStack.RightCertificate);
        }
    }

    // What stands after the plus is for the library that chooses the driver; the driver itself, which is libpq, does not get to see it.
    private static (int ExitCode, string Output, string Error) Psql(
        LiveStack live,
        string url,
        params IEnumerable<(string Name, string Value)> variables
    ) => live.RunAs("api", ["psql", "-XAtc", WhoAmI, $"postgresql{url[url.IndexOf("://", StringComparison.Ordinal)..]}"], variables);

    private static (int ExitCode, string Output, string Error) RedisCli(LiveStack live, string url)
        => live.RunAs("api", ["redis-cli", "-e", "--no-auth-warning", "-u", url, "SET", "greeting", "hello"]);

    private static (int ExitCode, string Output, string Error) Node(LiveStack live, string script, string variable, string url)
        => live.RunAs("api", ["node", "--input-type=module", "--eval", script], (variable, url));

    private static void AssertRefused(string reason, (int ExitCode, string Output, string Error) run)
    {
        Assert.True(
            run.ExitCode != 0 && run.Error.Contains(reason),
            $"exit code {run.ExitCode}, not refused with \"{reason}\":\n{run.Output}{run.Error}");
    }
}
