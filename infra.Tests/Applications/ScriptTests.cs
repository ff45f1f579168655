using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Infra.Tests.Data.Redis;
using Infra.Tests.Support;
using Infra.Values;
using StackPreview.Json;

namespace Infra.Tests.Applications;

/// <summary>What the programs do that jobs and sidecars run where an image has none.</summary>
public sealed class ScriptTests
{
    [ToolFact("node")]
    public async Task The_smoke_test_asks_for_the_page_and_for_the_health_and_fails_with_either()
    {
        using var well = new Answering(_ => (200, "ok"));
        Assert.Equal((0, "/ 200\n/health 200\n"), await RunNodeAsync("graphrag_smoke_test.mjs", ("BASE_URL", well.Address)));
        using var ill = new Answering(request => (request.RawUrl == "/health" ? 503 : 200, ""));
        Assert.Equal((1, "/ 200\n/health 503\n"), await RunNodeAsync("graphrag_smoke_test.mjs", ("BASE_URL", ill.Address)));
    }

    [ToolFact("node")]
    public async Task Metrics_are_asked_for_with_a_cookie_and_given_to_who_sends_none()
    {
        using var application = new Answering(request =>
            request.Cookies["app_session_id"] is null ? (401, "") : (200, "embedding_batch_jobs_started 1\n"));
        var port = FreePort.Find();
        using var exporter = StartNode("graphrag_metrics.mjs", ("METRICS_SOURCE", $"{application.Address}/metrics"), ("PORT", $"{port}"));
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await Waiting.UntilAsync(async () => await IsThereAsync(client), () => "The exporter does not listen.");
        Assert.Equal("embedding_batch_jobs_started 1\n", await client.GetStringAsync("/metrics"));

        application.Dispose();
        Assert.Equal(HttpStatusCode.BadGateway, (await client.GetAsync("/metrics")).StatusCode);
        exporter.Kill();
        await exporter.WaitForExitAsync();
    }

    [ToolFact("node")]
    public async Task The_points_of_an_import_are_counted_against_its_file()
    {
        using var folder = new ScratchFolder();
        var ids = Enumerable.Range(1, 1200).ToArray();
        var file = folder.PathOf("vectors.json");
        await File.WriteAllTextAsync(file, $"[{string.Join(',', ids.Select(id => $$"""{"id":{{id}},"vector":[0.1],"payload":{} }"""))}]");
        HashSet<int> stored = [.. ids];
        using var qdrant = new Answering(request =>
        {
            if (request.Headers["api-key"] != "key" || request.RawUrl != "/collections/graphrag/points")
                return (403, "");
            var asked = JsonNode.Parse(request.InputStream).Items("ids").Select(id => id.GetValue<int>()).Where(stored.Contains);
            return (200, $$"""{"result":[{{string.Join(',', asked.Select(id => $$"""{"id":{{id}} }"""))}}]}""");
        });
        (string, string)[] variables =
        [
            ("QDRANT_URL", qdrant.Address),
            ("QDRANT_API_KEY", "key"),
            ("QDRANT_IMPORT_COLLECTION", "graphrag"),
            ("IMPORT_PATH", file),
        ];
        Assert.Equal(
            (0, "{\"vectors\":1200,\"found\":1200,\"missing\":0}\n"),
            await RunNodeAsync("graphrag_count_points.mjs", variables));
        // A batch that failed was skipped.
        stored.RemoveWhere(id => id is > 400 and <= 600);
        Assert.Equal(
            (1, "{\"vectors\":1200,\"found\":1000,\"missing\":200}\n"),
            await RunNodeAsync("graphrag_count_points.mjs", variables));
    }

    [ToolFact("python:ssl")]
    public void Health_is_asked_for_once_and_the_answer_is_shown()
    {
        using var well = new Answering(_ => (200, "healthy"));
        Assert.Equal((0, "200 healthy\n", ""), RunPython("ask_for_health.py", ("HEALTH_URL", $"{well.Address}/health/deep")));
        using var ill = new Answering(_ => (503, "no table app_settings"));
        Assert.Equal((1, "", "503 no table app_settings\n"), RunPython("ask_for_health.py", ("HEALTH_URL", $"{ill.Address}/health/deep")));
        var (exitCode, _, error) = RunPython("ask_for_health.py", ("HEALTH_URL", $"http://127.0.0.1:{FreePort.Find()}/"));
        Assert.Equal(1, exitCode);
        Assert.Contains("Connection refused", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Traceback", error, StringComparison.Ordinal);
    }

    [ToolFact("redis-server", "python:redis")]
    public async Task Counters_of_the_current_hour_and_day_are_reset_in_the_time_of_Brasilia_and_no_others()
    {
        using var redis = await RunningRedis.StartAsync();
        using var connection = redis.ConnectApplication();
        var now = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo"));
        var (hour, day) = ($"rate:hora:{now:yyyyMMddHH}", $"rate:dia:{now:yyyyMMdd}");
        const string Client = "rate:cliente:1";
        foreach (var key in new[] { hour, day, Client })
            connection.Send("SET", key, "7");
        var url = $"redis://app:{Uri.EscapeDataString(RunningRedis.ApplicationPassword)}@127.0.0.1:{redis.Port}/0";

        var (exitCode, output, error) = RunPython("julia_reset_rate_limit.py", ("REDIS_URL", url), ("TZ", "America/Sao_Paulo"));

        Assert.Equal((0, $"{hour}: 7 -> 0\n{day}: 7 -> 0\n", ""), (exitCode, output, error));
        Assert.Equal("1", connection.Send("EXISTS", hour, day, Client).Text);
    }

    private static async Task<bool> IsThereAsync(HttpClient client)
    {
        try
        {
            return (await client.GetAsync("/")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<(int ExitCode, string Output)> RunNodeAsync(string script, params (string Name, string Value)[] variables)
    {
        using var process = StartNode(script, variables);
        var output = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output);
    }

    private static Process StartNode(string script, params (string Name, string Value)[] variables)
        => Start(Tool.PathOf("node"), ["--input-type=module", "--eval", EmbeddedFile.Read(script)], variables);

    private static (int ExitCode, string Output, string Error) RunPython(string script, params (string Name, string Value)[] variables)
    {
        using var process = Start(Tool.Python, ["-c", EmbeddedFile.Read(script)], variables);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }

    private static Process Start(string program, string[] arguments, (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>A server that answers each request as it is told.</summary>
    private sealed class Answering : IDisposable
    {
        private readonly HttpListener _listener = new();

        public Answering(Func<HttpListenerRequest, (int Status, string Body)> answer)
        {
            Address = $"http://127.0.0.1:{FreePort.Find()}";
            _listener.Prefixes.Add($"{Address}/");
            _listener.Start();
            _ = AnswerAsync(answer);
        }

        /// <summary>Its address, without a slash at the end.</summary>
        public string Address { get; }

        public void Dispose() => _listener.Close();

        private async Task AnswerAsync(Func<HttpListenerRequest, (int Status, string Body)> answer)
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    var (status, body) = answer(context.Request);
                    context.Response.StatusCode = status;
                    await using var writer = new StreamWriter(context.Response.OutputStream);
                    await writer.WriteAsync(body);
                }
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // It was closed.
            }
        }
    }
}
