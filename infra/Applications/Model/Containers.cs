using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Values;

namespace Infra.Applications.Model;

/// <summary>A container: an image with a command and what it is given.</summary>
public abstract record ContainerDefinition
{
    /// <summary>The name: lower-case letters, digits and '-'.</summary>
    public required string Name { get; init; }

    /// <summary>The name of its image, a key of <c>infra:release.images</c>: lower-case letters, digits and '-'.</summary>
    public required string Image { get; init; }

    /// <summary>The command. Default: the image's own.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>Arguments of the command, or of the image's own entry point where no command is given. Default: the image's own.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>The environment variables, all of them: no container gets what it does not name.</summary>
    public ImmutableArray<Variable> Variables { get; init; } = [];

    /// <summary>Secrets that it reads as files.</summary>
    public ImmutableArray<SecretFile> SecretFiles { get; init; } = [];

    /// <summary>Files of configuration that it reads, which hold no secret.</summary>
    public ImmutableArray<ConfigFile> ConfigFiles { get; init; } = [];

    /// <summary>The volumes that outlive its pod.</summary>
    public ImmutableArray<VolumeMount> Volumes { get; init; } = [];

    /// <summary>Folders beside /tmp that it writes to and nobody misses when it ends: absolute paths.</summary>
    public ImmutableArray<string> ScratchFolders { get; init; } = [];

    /// <summary>
    /// The connections that it holds to the SQL database of its project, where a variable leads there. Default: 10 of one process, as most
    /// drivers have.
    /// </summary>
    public ConnectionPool Pool { get; init; } = new(10);

    /// <summary>Requests and limits.</summary>
    public ResourceAmounts Resources { get; init; } = new();

    /// <summary>Every secret that it uses.</summary>
    public IEnumerable<SecretDefinition> Secrets
        => Variables.OfType<SecretVariable>().Select(variable => variable.Definition).Concat(SecretFiles.Select(file => file.Definition));
}

/// <summary>
/// A file of configuration that a container reads, as its image expects it. It holds no secret: those have files of their own.
/// </summary>
/// <param name="Path">The file's absolute path. Its folder holds nothing else.</param>
/// <param name="Content">
/// What is in it. <c>${NAME}</c> stands for the value of the container's variable NAME, which must be one that anybody may see.
/// </param>
public sealed partial record ConfigFile(string Path, string Content)
{
    /// <summary>The places of values in a content; the group `name` is the variable's.</summary>
    [GeneratedRegex("\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\\}", RegexOptions.CultureInvariant, 1000)]
    internal static partial Regex Places();
}

/// <summary>
/// What runs to completion in a pod before its containers start, such as fetching a model. It must be safe to run twice.
/// </summary>
public sealed record InitStep : ContainerDefinition
{
    /// <summary>The time that a rollout waits for it, from 1 second to 1 day. Default: 5 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>A container that runs beside a workload's own, such as an exporter of metrics.</summary>
public sealed record SidecarDefinition : ContainerDefinition
{
    // What the name of the port of metrics ends in, after the sidecar's.
    private const string MetricsSuffix = "-m";

    /// <summary>The port it listens on, 1024 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>Is it stuck? If so it is restarted; asked on <see cref="Port"/>.</summary>
    public required HealthProbe Liveness { get; init; }

    /// <summary>The path that Prometheus scrapes on <see cref="MetricsPort"/>. Default: none.</summary>
    public string? MetricsPath { get; init; }

    /// <summary>The port that Prometheus scrapes, 1024 to 65535. Default: <see cref="Port"/>.</summary>
    public int? MetricsPort { get; init; }

    /// <summary>The port that metrics are read from.</summary>
    public NamedPort ScrapedPort
        => MetricsPort is { } metrics && metrics != Port ? new NamedPort(Name + MetricsSuffix, metrics) : new NamedPort(Name, Port);

    /// <summary>Its ports, each once.</summary>
    public IEnumerable<NamedPort> Ports => [.. new[] { new NamedPort(Name, Port), ScrapedPort }.Distinct()];
}

/// <summary>Requests and limits of one container.</summary>
public sealed record ResourceAmounts
{
    /// <summary>The CPU request. Default: 100m.</summary>
    public Quantity CpuRequest { get; init; } = "100m";

    /// <summary>The CPU limit. Default: 1.</summary>
    public Quantity CpuLimit { get; init; } = "1";

    /// <summary>The memory request. Default: the memory limit, so that it is not killed for what others use.</summary>
    public Quantity? MemoryRequest { get; init; }

    /// <summary>The memory limit: a container that uses more is killed. Default: 256Mi.</summary>
    public Quantity Memory { get; init; } = "256Mi";

    /// <summary>Request and limit of ephemeral storage: temporary files and logs. Default: 256Mi.</summary>
    public Quantity Scratch { get; init; } = "256Mi";
}
