using Infra.Tests.Support;
using Infra.Tests.Verbs;

namespace Infra.Tests.Plans;

/// <summary>Two runs of the program for the same stack, on what looks like two machines.</summary>
public sealed class MachineRuns : IAsyncLifetime
{
    /// <summary>The variables of the first machine: none of their values may be seen in what the program writes.</summary>
    public static IReadOnlyDictionary<string, string> Canaries { get; } = new Dictionary<string, string>
    {
        ["KUBECONFIG"] = "/canary-folder/kubeconfig",
        ["HOME"] = "/canary-home",
        ["USER"] = "canary-user",
        ["LOGNAME"] = "canary-user",
        ["HOSTNAME"] = "canary-host",
        ["AWS_SECRET_ACCESS_KEY"] = "canary-key",
        ["SLACK_WEBHOOK_URL"] = "canary-webhook",
        ["PULUMI_CONFIG"] = """{"infra:SLACK_WEBHOOK_URL":"canary-webhook"}""",
        ["TZ"] = "Pacific/Kiritimati",
        ["LANG"] = "tr_TR.UTF-8",
    };

    private static readonly Dictionary<string, string> Others = new() { ["TZ"] = "America/Los_Angeles", ["LANG"] = "C" };

    /// <summary>What the first run wrote, by file; what it printed has no name.</summary>
    public IReadOnlyDictionary<string, string> First { get; private set; } = new Dictionary<string, string>();

    /// <summary>What the second run wrote; it started in another folder.</summary>
    public IReadOnlyDictionary<string, string> Second { get; private set; } = new Dictionary<string, string>();

    public async Task InitializeAsync()
    {
        using var folder = new ScratchFolder();
        var runs = await Task.WhenAll(
            PreviewAsync(folder.PathOf("first"), Repository.Root, Canaries),
            PreviewAsync(folder.PathOf("second"), Repository.PathOf("infra", "Edge"), Others));
        (First, Second) = (runs[0], runs[1]);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<IReadOnlyDictionary<string, string>> PreviewAsync(
        string written,
        string folder,
        IReadOnlyDictionary<string, string> environment)
    {
        var (exitCode, output, error) = await ProgramProcess.RunAsync(
            folder,
            ["preview", "prod", "--out", written],
            environment.Select(variable => (variable.Key, variable.Value)));
        Assert.Equal((0, ""), (exitCode, error));

        var files = Directory
            .EnumerateFiles(written, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(written, file), File.ReadAllText);
        files[""] = output;
        return files;
    }
}
