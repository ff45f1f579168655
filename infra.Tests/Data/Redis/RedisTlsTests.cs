using Infra.Data;
using Infra.Data.Redis;
using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.Redis;

/// <summary>TLS of Redis with a real server and the configuration that is rendered.</summary>
public sealed class RedisTlsTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [ToolTheory("redis-server", "redis-cli")]
    [InlineData(TlsMode.Disabled, true, false)]
    [InlineData(TlsMode.Allowed, true, true)]
    [InlineData(TlsMode.Preferred, true, true)]
    [InlineData(TlsMode.Required, false, true)]
    public async Task Each_mode_listens_where_it_says(string mode, bool isPlain, bool hasTls)
    {
        using var server = await RunningRedis.StartAsync(RunningRedis.Settings with { Tls = mode });
        Assert.Equal(isPlain, Ask(server.Port) == "PONG");
        Assert.Equal(hasTls, Ask(server.TlsPort, "--tls", "--cacert", hasTls ? server.CaFile : "/dev/null") == "PONG");
    }

    [ToolFact("redis-server", "redis-cli")]
    public async Task A_server_that_another_authority_vouches_for_is_not_taken_for_it_and_plain_text_is_not_answered()
    {
        using var server = await RunningRedis.StartAsync(RunningRedis.Settings with { Tls = TlsMode.Required });
        using var other = new TestAuthority();
        File.WriteAllText(_folder.PathOf("other.crt"), other.Pem);
        Assert.Contains(
            "certificate verify failed",
            Ask(server.TlsPort, "--tls", "--cacert", _folder.PathOf("other.crt")),
            StringComparison.Ordinal);
        Assert.NotEqual("PONG", Ask(server.TlsPort));
        Assert.Equal("PONG", Ask(server.TlsPort, "--tls", "--cacert", server.CaFile));
    }

    [ToolFact("redis-server", "redis-cli", "openssl")]
    public async Task A_renewed_certificate_is_served_without_a_restart_and_one_with_another_key_is_not()
    {
        using var server = await RunningRedis.StartAsync(RunningRedis.Settings with { Tls = TlsMode.Required });
        var first = ServedBy(server);
        using var run = Reload(server).InRealTime().With("INTERVAL", "1").With("PATIENCE", "600");
        using var reload = run.Start("redis-reload.sh");
        try
        {
            var key = File.ReadAllText(Path.Combine(server.CertificateFolder, ServerCertificate.KeyFile));
            var second = server.Authority.SignInto(server.CertificateFolder);
            Assert.NotEqual(first, second);
            await Waiting.UntilAsync(() => Task.FromResult(ServedBy(server) == second), () => "The renewed certificate is not served.");

            // Half of a renewal: the key is that of the first certificate.
            var third = server.Authority.SignInto(server.CertificateFolder);
            var whole = File.ReadAllText(Path.Combine(server.CertificateFolder, ServerCertificate.KeyFile));
            File.WriteAllText(Path.Combine(server.CertificateFolder, ServerCertificate.KeyFile), key);
            Assert.Contains(ServedBy(server), new[] { second, third });
            Assert.Equal("PONG", Ask(server.TlsPort, "--tls", "--cacert", server.CaFile));
            File.WriteAllText(Path.Combine(server.CertificateFolder, ServerCertificate.KeyFile), whole);
            await Waiting.UntilAsync(() => Task.FromResult(ServedBy(server) == third), () => "The third certificate is not served.");
        }
        finally
        {
            reload.Kill(entireProcessTree: true);
            await reload.WaitForExitAsync();
        }
    }

    [ToolTheory("redis-server", "redis-cli", "openssl", "busybox")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_certificate_that_the_server_does_not_take_ends_what_reloads_it_with_the_reason(bool inBusyBox)
    {
        using var server = await RunningRedis.StartAsync(RunningRedis.Settings with { Tls = TlsMode.Required });
        var served = ServedBy(server);
        using var another = new TestAuthority();
        var key = File.ReadAllText(Path.Combine(server.CertificateFolder, ServerCertificate.KeyFile));
        server.Authority.SignInto(server.CertificateFolder);
        File.WriteAllText(Path.Combine(server.CertificateFolder, ServerCertificate.KeyFile), key);
        using var run = Reload(server).With("INTERVAL", "60").With("PATIENCE", "300");
        if (inBusyBox)
            run.InBusyBox("redis-cli");
        var (exitCode, lastLine, _) = run.Run("redis-reload.sh");
        Assert.Equal(1, exitCode);
        Assert.StartsWith("The server has not read its certificate for 300s: ", lastLine, StringComparison.Ordinal);
        Assert.EndsWith("Unable to update TLS configuration. Check server logs.", lastLine, StringComparison.Ordinal);
        Assert.Equal(served, ServedBy(server));

        File.Delete(Path.Combine(server.CertificateFolder, ServerCertificate.CertificateFile));
        var missing = run.Run("redis-reload.sh");
        Assert.Equal(1, missing.ExitCode);
        Assert.EndsWith($": a file is missing in {server.CertificateFolder}", missing.LastLine, StringComparison.Ordinal);
    }

    [ToolFact("redis-server")]
    public async Task Who_reloads_the_certificate_may_set_what_is_configured_and_nothing_else()
    {
        using var server = await RunningRedis.StartAsync(RunningRedis.Settings with { Tls = TlsMode.Allowed });
        using var connection = server.Connect();
        Assert.Equal("OK", connection.Send("AUTH", RedisConfiguration.ReloadUser, RunningRedis.ReloadPassword).Text);
        string[] refused =
        [
            "GET key", "SET key x", "KEYS *", "CONFIG GET *", "CONFIG REWRITE", "ACL WHOAMI", "SHUTDOWN", "SYNC", "FLUSHALL", "INFO",
        ];
        Assert.All(refused, command => Assert.StartsWith("NOPERM", connection.Send(command).Text, StringComparison.Ordinal));
        // Where the data is is protected.
        Assert.True(connection.Send("CONFIG SET dir /tmp").IsError);
        Assert.True(connection.Send("CONFIG SET dbfilename x").IsError);
        Assert.Equal("PONG", connection.Send("PING").Text);
    }

    [ToolTheory("redis-server", "redis-cli", "redis-check-rdb", "busybox")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_backup_is_copied_over_TLS_and_from_no_other_server(bool inBusyBox)
    {
        using var server = await RunningRedis.StartAsync(RunningRedis.Settings with { Tls = TlsMode.Required });
        string[] access = ["-p", $"{server.TlsPort}", "--tls", "--cacert", server.CaFile];
        Assert.Equal("OK", Run([.. access, "--user", "app", "--pass", RunningRedis.ApplicationPassword, "set", "key", "value"]));
        var copied = Snapshot(server, server.CaFile, inBusyBox);
        Assert.True(copied.ExitCode == 0, copied.LastLine);
        Assert.Contains("1 keys", copied.LastLine, StringComparison.Ordinal);
        File.Delete(_folder.PathOf("dump.rdb"));

        using var other = new TestAuthority();
        File.WriteAllText(_folder.PathOf("other.crt"), other.Pem);
        var refused = Snapshot(server, _folder.PathOf("other.crt"), inBusyBox);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("certificate verify failed", refused.LastLine, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.PathOf("dump.rdb")));
    }

    [ToolTheory("redis-server", "redis-cli")]
    [InlineData(TlsMode.Allowed)]
    [InlineData(TlsMode.Required)]
    public async Task The_probe_asks_where_the_server_listens(string mode)
    {
        using var server = await RunningRedis.StartAsync(RunningRedis.Settings with { Tls = mode });
        var settings = Previews.SettingsOf("prod").With(data
            => data.With<RedisSettings>(redis => redis with { Tls = mode, Engine = RedisSettings.Redis }));
        var plan = (await new StackRun { Settings = settings }.RunAsync()).Plan;
        var container = PodTemplate.Of(plan.Find("StatefulSet redis"))!.Containers.Single(container => container.Text("name") == "server");
        foreach (var probe in new[] { "startupProbe", "readinessProbe" })
        {
            var command = container.Items($"{probe}.exec.command").Select(part => part.ToString()).ToList();
            Assert.Equal(mode == TlsMode.Required, command.Contains("--tls"));
            var here = command
                .Select(part => part == $"{RedisTls.Port}" ? $"{server.TlsPort}" : part)
                .Select(part => part.EndsWith("/ca.crt", StringComparison.Ordinal) ? server.CaFile : part)
                .Skip(1);
            Assert.Equal("PONG", Run(["--pass", RunningRedis.MonitorPassword, "-p", $"{server.Port}", .. here]));
        }
    }

    private static string Ask(int port, params string[] access)
        => Run(["-p", $"{port}", .. access, "--user", RedisConfiguration.MonitorUser, "--pass", RunningRedis.MonitorPassword, "ping"]);

    private static string Run(params string[] arguments)
    {
        var (_, output, error) = Tool.Run("timeout", "", ["5", "redis-cli", "--no-auth-warning", "-e", .. arguments]);
        return (output + error).Trim();
    }

    // The serial number of the certificate that clients are shown.
    private static string ServedBy(RunningRedis server)
    {
        var (_, shown, _) = Tool.Run("openssl", "", "s_client", "-connect", $"127.0.0.1:{server.TlsPort}");
        var (_, serial, _) = Tool.Run("openssl", shown, "x509", "-noout", "-serial");
        return serial.Trim()["serial=".Length..];
    }

    private static StepRun Reload(RunningRedis server) => new StepRun()
        .With("ENGINE", "redis")
        .With("SOCKET", server.Socket)
        .With("ACCOUNT", RedisConfiguration.ReloadUser)
        .With("REDISCLI_AUTH", RunningRedis.ReloadPassword)
        .With("CERTIFICATE", server.CertificateFolder);

    private (int ExitCode, string LastLine, TimeSpan Slept) Snapshot(RunningRedis server, string caFile, bool inBusyBox)
    {
        using var run = new StepRun();
        if (inBusyBox)
            run.InBusyBox("redis-cli", "redis-check-rdb");
        return run
            .WithLibrary("redis-tls.sh")
            .With("ENGINE", "redis")
            .With("CA", caFile)
            .With("SERVER", "127.0.0.1")
            .With("PORT", $"{server.TlsPort}")
            .With("ACCOUNT", RedisConfiguration.BackupUser)
            .With("REDISCLI_AUTH", RunningRedis.BackupPassword)
            .With("FOLDER", _folder.Path)
            .With("DEADLINE", "60")
            .Run("redis-snapshot.sh");
    }
}
