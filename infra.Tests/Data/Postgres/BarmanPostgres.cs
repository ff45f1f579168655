using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

/// <summary>
/// A real Postgres that archives with barman-cloud as a Cluster and its ObjectStore are rendered, to a real server of S3: what the
/// operator's plugin does with them. Compression of the write-ahead log is left out, as Debian's barman-cloud does not know zstd.
/// </summary>
internal sealed class BarmanPostgres : IDisposable
{
    // Postgres does not run as root.
    private static readonly string[] AsNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

    private readonly string _folder = Directory.CreateTempSubdirectory("infra-barman-").FullName;
    private readonly RunningS3 _store;
    private readonly string _destination;

    private BarmanPostgres(RunningS3 store, Plan plan, string cluster, int? port = null)
    {
        _store = store;
        var inputs = plan.Find($"Cluster {cluster}").Inputs;
        var parameters = inputs.Items("spec.plugins").Single().At("parameters");
        _destination = plan.Find($"ObjectStore {parameters.Text("barmanObjectName")}").Inputs.Text("spec.configuration.destinationPath");
        Archive = parameters.Text("serverName");
        Port = port ?? FreePort.Find();
        Call("chown", "65534", _folder);
    }

    /// <summary>The name that it archives under.</summary>
    public string Archive { get; }

    /// <summary>Its port.</summary>
    public int Port { get; }

    private string Data => $"{_folder}/data";

    /// <summary>Starts an empty one, as a cluster of a plan that is made by initdb.</summary>
    public static BarmanPostgres Initialize(RunningS3 store, Plan plan, string cluster)
    {
        var server = new BarmanPostgres(store, plan, cluster);
        server.Call([.. AsNobody, "initdb", $"--pgdata={server.Data}", "--username=postgres", "--auth=trust", "--no-sync"]);
        server.Start([]);
        return server;
    }

    /// <summary>Recovers one, as a cluster of a plan that is made from a backup, and waits until it serves.</summary>
    public static Task<BarmanPostgres> RecoverAsync(RunningS3 store, Plan plan, string cluster)
        => RecoverAsync(store, plan, cluster, plan.Find($"Cluster {cluster}").Inputs["spec"]!);

    /// <summary>Recovers one as a cluster with a spec of its own, whose object store is that of a cluster of a plan.</summary>
    public static async Task<BarmanPostgres> RecoverAsync(RunningS3 store, Plan plan, string cluster, JsonNode spec, int? port = null)
    {
        var server = new BarmanPostgres(store, plan, cluster, port);
        var recovery = spec.At("bootstrap.recovery")!;
        var origin = spec.Items("externalClusters").Single(external => external.Text("name") == recovery.Text("source"));
        var (source, target) = (origin.Text("plugin.parameters.serverName"), recovery.Text("recoveryTarget.targetTime"));
        var backup = recovery.Text("recoveryTarget.backupID") is { Length: > 0 } named ? named : server.NewestBackupOf(source);
        server.Call([.. AsNobody, "barman-cloud-restore", .. server.Endpoint, server._destination, source, backup, server.Data]);
        server.Call([.. AsNobody, "chmod", "0700", server.Data]);
        server.Call([.. AsNobody, "touch", $"{server.Data}/recovery.signal"]);
        server.Start([
            // What has no plugin archives nothing.
            $"archive_mode={(spec.Items("plugins").Any() ? "on" : "off")}",
            $"restore_command=barman-cloud-wal-restore {string.Join(' ', server.Endpoint)} {server._destination} {source} %f %p",
            "recovery_target_action=promote",
            // What a base backup brings along is the target of an earlier recovery.
            $"recovery_target_time={(target.Length > 0 ? InPostgresForm(target) : "")}",
        ]);
        await server.WaitAsync("SELECT NOT pg_is_in_recovery()");
        return server;
    }

    /// <summary>Runs SQL as the superuser, and gives what it returns.</summary>
    public string Query(string sql)
        => Call("psql", "-XAtqU", "postgres", "-h", "127.0.0.1", "-p", $"{Port}", "-c", sql).Trim();

    /// <summary>Takes a base backup.</summary>
    public void BackUp()
        => Call([
            .. AsNobody,
            "barman-cloud-backup",
            .. Endpoint,
            "--gzip",
            "--immediate-checkpoint",
            "--host=127.0.0.1",
            $"--port={Port}",
            "--user=postgres",
            _destination,
            Archive,
        ]);

    /// <summary>Has all that was written archived.</summary>
    public async Task ArchiveAsync()
    {
        var segment = Query("SELECT pg_walfile_name(pg_switch_wal())");
        await WaitAsync($"SELECT coalesce(last_archived_wal, '') >= '{segment}' FROM pg_stat_archiver");
    }

    /// <summary>Loses the server and its data folder at once.</summary>
    public void Destroy()
    {
        Call([.. AsNobody, "pg_ctl", "stop", "--mode=immediate", $"--pgdata={Data}"]);
        Directory.Delete(Data, recursive: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (File.Exists($"{Data}/postmaster.pid"))
            Call([.. AsNobody, "pg_ctl", "stop", "--mode=immediate", $"--pgdata={Data}"]);
        Directory.Delete(_folder, recursive: true);
    }

    private string[] Endpoint => ["--cloud-provider=aws-s3", $"--endpoint-url={_store.Endpoint}"];

    private string NewestBackupOf(string archive)
    {
        var list = Call([.. AsNobody, "barman-cloud-backup-list", .. Endpoint, "--format=json", _destination, archive]);
        return JsonNode.Parse(list)!["backups_list"]!.AsArray().Max(backup => backup.Text("backup_id"))!;
    }

    private void Start(string[] recovery)
    {
        string[] settings =
        [
            "archive_mode=on",
            $"archive_command=barman-cloud-wal-archive {string.Join(' ', Endpoint)} {_destination} {Archive} %p",
            $"unix_socket_directories={_folder}",
            "listen_addresses=127.0.0.1",
            $"port={Port}",
            "fsync=off",
            .. recovery,
        ];
        // The last of several lines holds: what a base backup brings along is its own.
        File.AppendAllLines(
            $"{Data}/postgresql.conf",
            settings.Select(setting => setting.Split('=', 2)).Select(setting => $"{setting[0]} = '{setting[1]}'"));
        var log = $"{_folder}/log";
        var start = $"pg_ctl start --wait --timeout=60 --pgdata={Data} --log={log}";
        Call("sh", "-c", $"{string.Join(' ', AsNobody)} {start} || {{ cat {log}; exit 1; }}");
    }

    // As the operator hands it over.
    private static string InPostgresForm(string time)
        => DateTimeOffset
            .Parse(time, CultureInfo.InvariantCulture)
            .ToString("yyyy-MM-dd HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture);

    private Task WaitAsync(string condition)
        => Waiting.UntilAsync(() => Task.FromResult(Query(condition) == "t"), () => $"{condition}\n{File.ReadAllText($"{_folder}/log")}");

    private string Call(params string[] command)
    {
        var variables = _store.Variables.Append(new("HOME", _folder)).Select(variable => $"{variable.Key}={variable.Value}");
        var (exitCode, output, error) = Tool.Run("env", "", ["-u", "AWS_CA_BUNDLE", $"PATH={Tool.SearchPath}", .. variables, .. command]);
        var said = string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', command)}: {exitCode} {output}{error}");
        Assert.True(exitCode == 0, said);
        return output;
    }
}
