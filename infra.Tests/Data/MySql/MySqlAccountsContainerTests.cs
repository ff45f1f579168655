using System.Globalization;
using Infra.Data.MySql;
using Infra.Tests.Support;

namespace Infra.Tests.Data.MySql;

/// <summary>
/// What keeps the accounts of a database, run against a real server: over the network with TLS, and over the socket without.
/// </summary>
public sealed class MySqlAccountsContainerTests(SharedMariaDb shared) : IClassFixture<SharedMariaDb>
{
    private const string Database = "graph_data";
    private const string Old = "applicationPassword1";
    private const string New = "applicationPassword2";
    private const string OldMonitor = "monitorPassword1";
    private const string NewMonitor = "monitorPassword2";

    [ToolFact("mariadbd", "mariadb-install-db", "mariadb")]
    public Task Another_password_takes_the_place_of_the_old_one_and_the_data_stays() => AssertReplacedAsync(requiresTls: true);

    [ToolFact("mariadbd", "mariadb-install-db", "mariadb")]
    public Task Another_password_takes_the_place_of_the_old_one_over_the_socket_too() => AssertReplacedAsync(requiresTls: false);

    [ToolFact("mariadbd", "mariadb-install-db", "mariadb")]
    public async Task A_restored_database_gets_the_accounts_of_now()
    {
        var server = await EmptyAsync();
        using var accounts = Start(server, true, New, NewMonitor);
        await RunningAccounts.UntilAsync(() => accounts.IsReady);

        string[] restored =
        [
            $"ALTER USER '{Database}'@'%' IDENTIFIED BY '{Old}'; ALTER USER 'exporter'@'127.0.0.1' IDENTIFIED BY '{OldMonitor}'",
            $"DROP USER '{Database}'@'%', 'exporter'@'127.0.0.1'",
            $"REVOKE ALL PRIVILEGES, GRANT OPTION FROM '{Database}'@'%'",
            $"DROP DATABASE {Database}",
        ];
        foreach (var statements in restored)
        {
            server.RunAsRoot(statements);
            await RunningAccounts.UntilAsync(() =>
                server.Run(Database, New, $"CREATE TABLE IF NOT EXISTS {Database}.t (id INT)").IsDone
                && GetsIn(server, MySqlAccounts.MonitorUser, NewMonitor)
                && accounts.IsReady);
        }
    }

    [ToolFact("mariadbd", "mariadb-install-db", "mariadb")]
    public async Task Nothing_is_changed_as_long_as_the_application_gets_in()
    {
        var server = await EmptyAsync();
        using var accounts = Start(server, true, New, NewMonitor);
        await RunningAccounts.UntilAsync(() => accounts.IsReady);

        var (changes, turns) = (Count("Com_revoke_all"), Count("Connections"));
        await RunningAccounts.UntilAsync(() => Count("Connections") > turns + 20);

        Assert.Equal(changes, Count("Com_revoke_all"));
        Assert.True(accounts.IsReady);

        int Count(string status) =>
            int.Parse(
                server.RunAsRoot($"SELECT variable_value FROM information_schema.global_status WHERE variable_name = '{status}'"),
                CultureInfo.InvariantCulture);
    }

    [ToolFact("mariadbd", "mariadb-install-db", "mariadb")]
    public async Task A_pod_that_is_about_to_go_does_not_take_the_newer_password_back()
    {
        var server = await EmptyAsync();
        using var before = Start(server, true, Old, OldMonitor, patience: 60);
        await RunningAccounts.UntilAsync(() => before.IsReady);

        using var after = Start(server, true, New, NewMonitor);
        await RunningAccounts.UntilAsync(() => after.IsReady && !before.IsReady);
        await Task.Delay(TimeSpan.FromSeconds(3));

        Assert.True(GetsIn(server, Database, New));
        Assert.True(GetsIn(server, MySqlAccounts.MonitorUser, NewMonitor));
        Assert.Equal(0, before.Stop().ExitCode);
    }

    [ToolFact("mariadbd", "mariadb-install-db", "mariadb")]
    public async Task It_waits_for_a_server_that_is_not_there_yet()
    {
        var server = await EmptyAsync();
        using var folder = new ScratchFolder();
        var client = folder.PathOf("client");
        using var accounts = new RunningAccounts($"/bin/sh {client}", Database, true, New, NewMonitor);
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.False(accounts.IsReady);

        await File.WriteAllTextAsync(client, $"exec {server.Connect} --ssl \"$@\"\n");

        await RunningAccounts.UntilAsync(() => accounts.IsReady);
        Assert.True(GetsIn(server, Database, New));
    }

    [ToolFact("mariadbd", "mariadb-install-db", "mariadb")]
    public async Task It_ends_at_once_when_it_is_told_to()
    {
        var server = await EmptyAsync();
        using var accounts = Start(server, true, New, NewMonitor, turn: 300);
        await RunningAccounts.UntilAsync(() => accounts.IsReady);

        var (exitCode, time) = accounts.Stop();

        Assert.Equal(0, exitCode);
        Assert.True(time < TimeSpan.FromSeconds(10), $"It took {time}.");
    }

    [ToolFact("mariadbd", "mariadb-install-db", "mariadb")]
    public async Task It_is_taken_to_hang_when_a_turn_takes_a_quarter_of_an_hour()
    {
        var server = await EmptyAsync();
        using var accounts = Start(server, true, New, NewMonitor, turn: 300);
        await RunningAccounts.UntilAsync(() => accounts.IsReady);

        Assert.True(accounts.IsTurningAfter(TimeSpan.FromMinutes(14)));
        Assert.False(accounts.IsTurningAfter(TimeSpan.FromMinutes(16)));
    }

    private async Task AssertReplacedAsync(bool requiresTls)
    {
        var server = await EmptyAsync();
        using (var before = Start(server, requiresTls, Old, OldMonitor))
        {
            await RunningAccounts.UntilAsync(() => before.IsReady);
            Assert.True(server.Run(Database, Old, $"CREATE TABLE {Database}.t (id INT); INSERT INTO {Database}.t VALUES (7)").IsDone);
            Assert.Equal(0, before.Stop().ExitCode);
        }

        using var after = Start(server, requiresTls, New, NewMonitor);
        await RunningAccounts.UntilAsync(() => after.IsReady);

        Assert.False(GetsIn(server, Database, Old));
        Assert.False(GetsIn(server, MySqlAccounts.MonitorUser, OldMonitor));
        Assert.True(GetsIn(server, MySqlAccounts.MonitorUser, NewMonitor));
        Assert.Equal("7", server.Run(Database, New, $"SELECT id FROM {Database}.t").Output);
        Assert.Equal(!requiresTls, server.Run(Database, New, "SELECT 1", isEncrypted: false).IsDone);
    }

    private static RunningAccounts Start(
        RunningMariaDb server,
        bool requiresTls,
        string password,
        string monitorPassword,
        int turn = 1,
        int patience = 1
    ) =>
        new(
            requiresTls ? $"{server.Connect} --ssl" : server.ConnectBySocket,
            Database,
            requiresTls,
            password,
            monitorPassword,
            turn,
            patience);

    private static bool GetsIn(RunningMariaDb server, string user, string password) => server.Run(user, password, "SELECT 1").IsDone;

    private async Task<RunningMariaDb> EmptyAsync()
    {
        var server = await shared.Server.Value;
        server.RunAsRoot($"DROP DATABASE IF EXISTS {Database}; DROP USER IF EXISTS '{Database}'@'%', 'exporter'@'127.0.0.1'");
        return server;
    }
}
