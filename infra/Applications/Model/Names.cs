namespace Infra.Applications.Model;

/// <summary>The names of the data services in a namespace: of their components, objects, hosts and alerts.</summary>
internal static class DataServiceNames
{
    /// <summary>The name of a data service of a project: a companion's begins with the companion's.</summary>
    public static string Of(ProjectDefinition project, string service)
        => project is CompanionDefinition ? $"{project.Name}-{service}" : service;

    /// <summary>
    /// The volume, in pods that connect to a data service, of the certificate authority that its server is verified with.
    /// </summary>
    public static string CaVolumeOf(string service) => $"{service}-ca";

    /// <summary>The folder that <see cref="CaVolumeOf"/> is mounted at.</summary>
    public static string CaFolderOf(string service) => $"/etc/{CaVolumeOf(service)}";
}

/// <summary>The names that the program itself makes of those of services and images.</summary>
internal static class DerivedNames
{
    /// <summary>The name of the container that waits, in pods of jobs, until their paths are open.</summary>
    public const string AwaitPaths = "await-paths";

    /// <summary>The name of the route that sends the plain HTTP of a public service away.</summary>
    public static string RedirectOf(string service) => $"{service}-redirect";

    /// <summary>The name of the canary of a public service, and of the next version of an image.</summary>
    public static string CanaryOf(string name) => $"{name}-canary";

    /// <summary>
    /// The name of the host under which verifications ask the pods of a service that a release has brought, and no others.
    /// </summary>
    public static string ReleaseOf(string service) => $"{service}-release";

    /// <summary>The name of what opens the object storage to the pods of a workload, or of a step.</summary>
    public static string StoreOf(string name) => $"{name}-store";

    /// <summary>The names of what takes backups of a volume and tries them out, and of what opens the object storage to that.</summary>
    public static IEnumerable<string> BackupsOf(string volume)
        => new[] { $"{volume}-backup", $"{volume}-drill" }.SelectMany(step => new[] { step, StoreOf(step) });

    /// <summary>The name of the step that waits for the rollout of a project.</summary>
    public static string RolloutOf(string project) => $"{project}-rollout";
}
