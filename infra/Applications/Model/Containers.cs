using System.Collections.Immutable;
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

    /// <summary>The environment variables, all of them: no container gets what it does not name.</summary>
    public ImmutableArray<Variable> Variables { get; init; } = [];

    /// <summary>Secrets that it reads as files.</summary>
    public ImmutableArray<SecretFile> SecretFiles { get; init; } = [];

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
    /// <summary>The port it listens on, 1024 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>Is it stuck? If so it is restarted; asked on <see cref="Port"/>.</summary>
    public required HealthProbe Liveness { get; init; }

    /// <summary>The path that Prometheus scrapes on <see cref="Port"/>. Default: none.</summary>
    public string? MetricsPath { get; init; }
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
