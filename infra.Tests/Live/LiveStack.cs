using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Infra.Data.Redis;
using Infra.Settings;
using Infra.Tests.Support;

namespace Infra.Tests.Live;

/// <summary>
/// The data services of a stack, running with what is rendered for them, in a host of their own in which the stack's names are known, the
/// authority of the database lies where pods have it, and <c>samples/reference</c> is <c>/app</c>. The application's pods can be started
/// there.
/// </summary>
internal sealed class LiveStack : IDisposable
{
    /// <summary>The certificate that the database should show.</summary>
    public const string RightCertificate = "right";

    /// <summary>One for the right names, of another authority.</summary>
    public const string CertificateOfStranger = "stranger";

    /// <summary>One of the right authority, for another name.</summary>
    public const string CertificateOfOther = "other";

    private const string ApplicationFolder = "/app";

    private static readonly string[] ScratchFolders = ["/tmp", "/data", RunningPostgres.Folder];

    private readonly CertificateAuthority _authority;
    private readonly PrivateHost _host;
    private readonly List<(string Workload, RunningProgram Program)> _programs = [];
    private RunningPostgres? _postgres;
    private RunningProgram? _redis;

    private LiveStack(CertificateAuthority authority, ImmutableArray<RenderedStack> stacks)
    {
        (_authority, Stacks) = (authority, stacks);
        var hosts = stacks.SelectMany(stack => stack.Hosts).Distinct().ToList();
        using var stranger = new CertificateAuthority("stranger");
        var certificates = new[]
        {
            (Name: RightCertificate, Issued: authority.Issue(hosts)),
            (Name: CertificateOfStranger, Issued: stranger.Issue(hosts)),
            (Name: CertificateOfOther, Issued: authority.Issue("postgres-rw.elsewhere.svc")),
        };
        var files = certificates.SelectMany(certificate => new[]
        {
            KeyValuePair.Create($"{RunningPostgres.CertificateFolder}/{certificate.Name}.crt", certificate.Issued.Certificate),
            KeyValuePair.Create($"{RunningPostgres.CertificateFolder}/{certificate.Name}.key", certificate.Issued.Key),
        });
        _host = new PrivateHost(
            new Dictionary<string, string>([.. files, .. Rendered.Pod("api").Files, .. Rendered.Pod("redis").Files])
            {
                ["/etc/hosts"] = string.Concat(hosts.Prepend("localhost").Select(name => $"127.0.0.1 {name}\n")),
            },
            ScratchFolders,
            new Dictionary<string, string> { [ApplicationFolder] = Repository.PathOf("samples", "reference") });
        var qdrant = Rendered.Pod("qdrant");
        Qdrant = new QdrantStandIn(_host, qdrant.Port!.Value, qdrant.Variables["QDRANT__SERVICE__API_KEY"]);
        Http = _host.CreateHttpClient();
    }

    /// <summary>The stacks whose databases there are. The data services are otherwise those of the first.</summary>
    public ImmutableArray<RenderedStack> Stacks { get; }

    /// <summary>The stack whose pods can be started.</summary>
    public RenderedStack Rendered => Stacks[0];

    /// <summary>The database.</summary>
    public RunningPostgres Postgres => _postgres!;

    /// <summary>All lines that pods have written so far.</summary>
    public IEnumerable<string> Output => _programs.SelectMany(one => one.Program.Output);

    /// <summary>The vectors.</summary>
    public QdrantStandIn Qdrant { get; }

    /// <summary>A client that reaches the pods.</summary>
    public HttpClient Http { get; }

    /// <summary>Renders a stack and starts its data services.</summary>
    /// <param name="settings">The settings of a stack of the application <c>reference</c>.</param>
    /// <param name="more">Those of other stacks, whose databases are in the same server.</param>
    public static async Task<LiveStack> StartAsync(StackSettings settings, params IEnumerable<StackSettings> more)
    {
        var authority = new CertificateAuthority("postgres");
        // The default is valkey, which speaks the same and has the same configuration, and which fewer distributions have.
        var first = settings.With(data => data.With<RedisSettings>(redis => redis with { Engine = RedisSettings.Redis }));
        var stacks = await Task.WhenAll(more.Prepend(first).Select(one => RenderedStack.OfAsync(one, authority)));
        var live = new LiveStack(authority, [.. stacks]);
        try
        {
            live._postgres = await RunningPostgres.StartAsync(live._host, live.Stacks, RightCertificate);
            await live.StartRedisAsync();
            live.Qdrant.Start();
            return live;
        }
        catch
        {
            live.Dispose();
            throw;
        }
    }

    /// <summary>Starts Redis with the files of its pod, on what it has left.</summary>
    public async Task StartRedisAsync()
    {
        var pod = Rendered.Pod("redis");
        _redis = _host.Start(pod.UserId, pod.Command);
        await _redis.HasWrittenAsync("Ready to accept connections");
    }

    /// <summary>Stops Redis.</summary>
    public async Task StopRedisAsync()
    {
        Assert.Equal(0, await _redis!.StopAsync());
        _redis.Dispose();
    }

    /// <summary>Starts what a workload runs, with exactly its variables, and waits until it can be asked.</summary>
    public async Task StartReadyAsync(string workload)
    {
        var pod = Rendered.Pod(workload);
        var program = _host.Start(pod.UserId, pod.Command, pod.Variables, ApplicationFolder);
        _programs.Add((workload, program));
        await program.UntilAsync(
            async () => (await ReadinessAsync(workload)).Status == HttpStatusCode.OK,
            $"{workload} does not become ready.");
    }

    /// <summary>Asks what a workload runs to stop.</summary>
    public async Task StopAsync(string workload)
        => Assert.Equal(0, await _programs.Last(one => one.Workload == workload).Program.StopAsync());

    /// <summary>Runs a job to its end, with exactly its variables.</summary>
    public (int ExitCode, string Output, string Error) Run(string job)
    {
        var pod = Rendered.Pod(job);
        return _host.Run(pod.UserId, pod.Command, pod.Variables, ApplicationFolder);
    }

    /// <summary>Runs another program as a pod of a workload would.</summary>
    public (int ExitCode, string Output, string Error) RunAs(
        string workload,
        IEnumerable<string> command,
        params IEnumerable<(string Name, string Value)> variables
    ) =>
        _host.Run(
            Rendered.Pod(workload).UserId,
            command,
            variables.ToDictionary(variable => variable.Name, variable => variable.Value),
            ApplicationFolder);

    /// <summary>The files that a pod of a workload has written, wherever that is possible at all.</summary>
    public string FilesOf(string workload)
        => _host.Run(0, ["find", .. ScratchFolders, "/dev/shm", "-user", $"{Rendered.Pod(workload).UserId}"]).Output;

    /// <summary>The address of a pod.</summary>
    public Uri UrlOf(string workload, string path) => new($"http://{workload}:{Rendered.Pod(workload).Port}{path}");

    /// <summary>Whether a pod says that it can be asked, and in which words.</summary>
    public async Task<(HttpStatusCode? Status, string Stores)> ReadinessAsync(string workload)
    {
        try
        {
            using var response = await Http.GetAsync(UrlOf(workload, "/ready"));
            return (response.StatusCode, await response.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException)
        {
            return (null, "");
        }
    }

    /// <summary>What a pod says about its data services.</summary>
    public async Task<string> StoresAsync(string workload)
    {
        using var response = await Http.GetAsync(UrlOf(workload, "/metrics/stores"));
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Asks the API to store a note.</summary>
    /// <param name="text">The note.</param>
    /// <param name="key">The key of whoever asks.</param>
    /// <returns>Its id; null where it was refused.</returns>
    public async Task<string?> AddNoteAsync(string text, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, UrlOf("api", "/notes"))
        {
            Content = new StringContent(new JsonObject { ["text"] = text }.ToJsonString(), new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("x-api-key", key);
        using var response = await Http.SendAsync(request);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
            return null;
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["id"]!.ToString();
    }

    /// <summary>What the API answers.</summary>
    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await Http.GetStringAsync(UrlOf("api", path)))!;

    /// <inheritdoc/>
    public void Dispose()
    {
        Http.Dispose();
        Qdrant.Dispose();
        _host.Dispose();
        foreach (var (_, program) in _programs)
            program.Dispose();
        _redis?.Dispose();
        _postgres?.Dispose();
        _authority.Dispose();
    }
}
