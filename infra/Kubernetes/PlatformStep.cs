using Infra.Values;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Kubernetes;

/// <summary>A step of the platform itself, in a pod of its own or before others' containers: a script, run by a shell.</summary>
internal static class PlatformStep
{
    /// <summary>
    /// The image: kubectl, curl, and BusyBox with sh and nc (https://github.com/alpine-docker/multi-arch-docker-images). It has neither
    /// bash nor jq.
    /// </summary>
    public const string Image = "docker.io/alpine/kubectl:1.36.3@sha256:dae261106d5555008acede256b7102c8a6decde7209198434f5999f051460f57";

    /// <summary>A container that runs a script. Its pod has the volume <c>tmp</c>.</summary>
    /// <param name="name">The container's name.</param>
    /// <param name="script">The file of the script.</param>
    /// <param name="arguments">The script's arguments.</param>
    /// <param name="memory">The memory request and limit. Default: 64Mi, which kubectl takes.</param>
    public static ContainerArgs Container(string name, string script, IEnumerable<string> arguments, Quantity? memory = null) => new()
    {
        Name = name,
        Image = Image,
        ImagePullPolicy = "IfNotPresent",
        Command = [.. Command(script, arguments)],
        // Where kubectl keeps what it has learnt of the API server.
        Env = { new EnvVarArgs { Name = "HOME", Value = "/tmp" } },
        Resources = PodDefaults.Resources("10m", "500m", memory ?? "64Mi", "16Mi"),
        SecurityContext = PodDefaults.ContainerSecurity(),
        TerminationMessagePolicy = PodDefaults.TerminationMessages,
        VolumeMounts = { new VolumeMountArgs { Name = "tmp", MountPath = "/tmp" } },
    };

    /// <summary>Waits until addresses take connections, and fails where they do not.</summary>
    /// <param name="name">The container's name.</param>
    /// <param name="addresses">The addresses: <c>host:port</c>.</param>
    /// <param name="patience">How long it waits for all of them.</param>
    public static ContainerArgs AwaitPaths(string name, IEnumerable<string> addresses, TimeSpan patience)
        => Container(name, "await-paths.sh", [$"{(int)patience.TotalSeconds}", .. addresses], "32Mi");

    /// <summary>The text of a script in <c>Scripts/</c> of this program.</summary>
    /// <param name="file">The name of its file.</param>
    public static string TextOf(string file)
    {
        using var stream = typeof(PlatformStep).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string[] Command(string script, IEnumerable<string> arguments)
        => ["/bin/sh", "-c", TextOf(script), script, .. arguments];
}
