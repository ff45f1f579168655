namespace Infra.Steps;

/// <summary>The images of steps of the platform.</summary>
internal static class StepImages
{
    /// <summary>
    /// Debian with GNU tar, gzip and a shell: the image of Valkey (https://github.com/valkey-io/valkey-container), which clusters have on
    /// their nodes for it.
    /// </summary>
    public const string Tar = "docker.io/valkey/valkey:9.1.2@sha256:418652cfb58ef879d4978c33553735d7147016032d5aefaa14c828e611eb9dfd";

    /// <summary>
    /// kubectl, with a shell (https://github.com/alpine-docker/multi-arch-docker-images). The digest is that of all its platforms: the
    /// tag is pushed again every week.
    /// </summary>
    public const string Kubectl =
        "docker.io/alpine/kubectl:1.36.3@sha256:dae261106d5555008acede256b7102c8a6decde7209198434f5999f051460f57";
}
