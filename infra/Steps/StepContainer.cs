using System.Collections.Immutable;
using Infra.Kubernetes;
using Infra.Values;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Steps;

/// <summary>
/// A script that a step of the platform runs. What it writes last is what is shown of it where it fails.
/// </summary>
/// <param name="Name">Its name within the pod.</param>
/// <param name="Image">An image with a shell and what the script calls.</param>
/// <param name="Script">The name of its file.</param>
internal sealed record StepContainer(string Name, string Image, string Script)
{
    private const string TokenVolume = "api-token";
    private const string TemporaryVolume = "tmp";

    /// <summary>Whether it calls the API server, and gets the account's token. No other container of the pod does.</summary>
    public bool CallsApiServer { get; init; }

    /// <summary>What it is told.</summary>
    public ImmutableArray<EnvVarArgs> Variables { get; init; } = [];

    /// <summary>The name of the file with functions that stand before the script; null for none.</summary>
    public string? Library { get; init; }

    /// <summary>The arguments of the script.</summary>
    public ImmutableArray<Input<string>> Arguments { get; init; } = [];

    /// <summary>The memory request and limit. Default: 128Mi.</summary>
    public Quantity Memory { get; init; } = "128Mi";

    /// <summary>The CPU limit. Default: half a core.</summary>
    public Quantity CpuLimit { get; init; } = "500m";

    /// <summary>Request and limit of its ephemeral storage: what it writes to volumes that go with the pod. Default: 64Mi.</summary>
    public Quantity Scratch { get; init; } = "64Mi";

    /// <summary>What it mounts beside a folder for temporary files.</summary>
    public ImmutableArray<VolumeMountArgs> Mounts { get; init; } = [];

    // What follows the text of the script is its name, and then its arguments.
    private ImmutableArray<Input<string>> Command => ["/bin/sh", "-c", Text, Script, .. Arguments];

    private string Text => Library is null ? EmbeddedFile.Read(Script) : $"{EmbeddedFile.Read(Library)}\n{EmbeddedFile.Read(Script)}";

    /// <summary>A variable with a value that anybody may see.</summary>
    public static EnvVarArgs Told(string variable, Input<string> value) => new() { Name = variable, Value = value };

    /// <summary>The volumes that steps have for their scripts.</summary>
    /// <param name="callsApiServer">Whether one of the containers calls the API server.</param>
    public static IEnumerable<VolumeArgs> Volumes(bool callsApiServer)
    {
        yield return PodDefaults.Scratch(TemporaryVolume, "64Mi");
        if (callsApiServer)
            yield return ApiServer.Token(TokenVolume);
    }

    /// <summary>The container.</summary>
    public ContainerArgs ToArgs()
    {
        var container = new ContainerArgs
        {
            Name = Name,
            Image = Image,
            ImagePullPolicy = "IfNotPresent",
            Command = Command,
            Resources = PodDefaults.Resources("20m", CpuLimit, Memory, Scratch),
            SecurityContext = PodDefaults.ContainerSecurity(),
            TerminationMessagePolicy = PodDefaults.TerminationMessages,
            VolumeMounts = { new VolumeMountArgs { Name = TemporaryVolume, MountPath = "/tmp" } },
        };
        // The user has no home in any image.
        container.Env.AddRange(Variables.Prepend(Told("HOME", "/tmp")).ToArray());
        container.VolumeMounts.AddRange(Mounts.ToArray());
        if (CallsApiServer)
            container.VolumeMounts.Add(ApiServer.TokenMount(TokenVolume));
        return container;
    }
}
