namespace Infra.Steps;

/// <summary>The images of steps of the platform.</summary>
internal static class StepImages
{
    /// <summary>
    /// kubectl, with a shell (https://github.com/alpine-docker/multi-arch-docker-images). The digest is that of all its platforms: the
    /// tag is pushed again every week.
    /// </summary>
    public const string Kubectl =
        "docker.io/alpine/kubectl:1.36.3@sha256:dae261106d5555008acede256b7102c8a6decde7209198434f5999f051460f57";
}
