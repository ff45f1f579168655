using Infra.Settings;
using Infra.Steps;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Backups;

/// <summary>An object storage as a remote of rclone, in variables (https://rclone.org/docs/#environment-variables).</summary>
internal static class RemoteVariables
{
    /// <summary>The variables, but the keys: those come from the variables that every client of S3 knows.</summary>
    /// <param name="remote">The name of the remote.</param>
    /// <param name="storage">The object storage.</param>
    public static IEnumerable<EnvVarArgs> Of(string remote, ObjectStorageSettings storage)
    {
        var prefix = $"RCLONE_CONFIG_{remote.ToUpperInvariant()}_";
        // There is no such file: all that it would say is said here (https://rclone.org/docs/#config-file).
        yield return StepContainer.Told("RCLONE_CONFIG", "/tmp/rclone.conf");
        yield return StepContainer.Told($"{prefix}TYPE", "s3");
        yield return StepContainer.Told($"{prefix}PROVIDER", storage.Endpoint is null ? "AWS" : "Other");
        yield return StepContainer.Told($"{prefix}ENV_AUTH", "true");
        yield return StepContainer.Told($"{prefix}REGION", storage.Region);
        // Whoever may write below a prefix may not make a bucket, or ask for one.
        yield return StepContainer.Told($"{prefix}NO_CHECK_BUCKET", "true");
        if (storage.Endpoint is { } endpoint)
            yield return StepContainer.Told($"{prefix}ENDPOINT", endpoint.OriginalString);
    }
}
