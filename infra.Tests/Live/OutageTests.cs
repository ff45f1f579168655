using System.Net;
using Infra.Tests.Support;

namespace Infra.Tests.Live;

/// <summary>What <c>samples/reference</c> does while its data services come and go, its keys change and its pods end.</summary>
public sealed class OutageTests(SharedServers shared) : IClassFixture<SharedServers>
{
    private static readonly string[] Workloads = ["api", "worker"];

    [LiveFact]
    public async Task Pods_are_ready_while_what_they_need_is_there_and_name_what_is_not_inside_only()
    {
        var live = await ServersAsync();
        await BecomesAsync(live, isApiReady: true);

        // The API takes notes without the queue: its pods stay behind its host.
        await live.StopRedisAsync();
        await BecomesAsync(live, isApiReady: true, redis: "failed");
        await live.StartRedisAsync();
        await BecomesAsync(live, isApiReady: true);

        live.Qdrant.Stop();
        await BecomesAsync(live, isApiReady: true, qdrant: "failed");
        live.Qdrant.Start();
        await BecomesAsync(live, isApiReady: true);

        await live.Postgres.StopAsync();
        await BecomesAsync(live, isApiReady: false, postgres: "failed");
        await live.Postgres.StartAsync(LiveStack.RightCertificate);
        await BecomesAsync(live, isApiReady: true);
    }

    [LiveFact]
    public async Task A_key_that_was_rotated_is_accepted_until_the_next_rotation()
    {
        var live = await ServersAsync();
        var variables = live.Rendered.Pod("api").Variables;
        Assert.NotEqual(variables["ADMIN_API_KEY"], variables["ADMIN_API_KEY_PREVIOUS"]);
        Assert.NotNull(await live.AddNoteAsync("With the new key.", variables["ADMIN_API_KEY"]));
        Assert.NotNull(await live.AddNoteAsync("With the old key.", variables["ADMIN_API_KEY_PREVIOUS"]));
        Assert.Null(await live.AddNoteAsync("With neither.", variables["API_KEY_SALT"]));
    }

    [LiveFact]
    public async Task Pods_that_are_asked_to_stop_end_without_failure()
    {
        var live = await ServersAsync();
        foreach (var workload in Workloads)
        {
            await live.StopAsync(workload);
            await live.StartReadyAsync(workload);
        }
    }

    private Task<LiveStack> ServersAsync() => shared.GetAsync(StartAsync, async live =>
    {
        Assert.Equal(0, live.Run("migrate").ExitCode);
        foreach (var workload in Workloads)
            await live.StartReadyAsync(workload);
    });

    private static Task<LiveStack> StartAsync()
    {
        var settings = Previews.SettingsOf("dev");
        return LiveStack.StartAsync(settings with { Generations = settings.Generations.SetItem("ADMIN_API_KEY", 2) });
    }

    private static async Task BecomesAsync(
        LiveStack live,
        bool isApiReady,
        string postgres = "ok",
        string redis = "ok",
        string qdrant = "ok")
    {
        var stores = $$"""{"postgres":"{{postgres}}","redis":"{{redis}}","qdrant":"{{qdrant}}"}""";
        foreach (var workload in Workloads)
        {
            var isReady = workload == "api" ? isApiReady : (postgres, redis, qdrant) == ("ok", "ok", "ok");
            var expected = isReady
                ? (HttpStatusCode.OK, """{"status":"ok"}""")
                : (HttpStatusCode.ServiceUnavailable, """{"status":"unavailable"}""");
            ((HttpStatusCode? Status, string Words) Readiness, string Stores) last = default;
            await Waiting.UntilAsync(
                async () => (last = (await live.ReadinessAsync(workload), await live.StoresAsync(workload))) == (expected, stores),
                () => $"{workload} says {last}, not {expected} and {stores}\n{string.Join('\n', live.Output)}");
        }
    }
}
