namespace Infra.Observability.Alerts;

/// <summary>The series that alerts look at.</summary>
internal static class Selector
{
    /// <summary>Series of a scrape target: the job's name is the monitor's.</summary>
    public static string OfTarget(string ns, string target) => $"namespace=\"{ns}\",job=\"{ns}/{target}\"";

    /// <summary>Series of an object of the namespace.</summary>
    public static string Of(string ns, string label, string value) => $"namespace=\"{ns}\",{label}=\"{value}\"";

    /// <summary>Series of the containers of a data service: its only pod bears the name of its set.</summary>
    public static string OfContainers(string ns, string service) => Of(ns, "pod", $"{service}-0");

    /// <summary>Series of the containers of a database: its pods are numbered.</summary>
    public static string OfInstances(string ns, string cluster) => $"namespace=\"{ns}\",pod=~\"{cluster}-[0-9]+\"";

    /// <summary>Series of the containers of a Deployment: its pods bear its name, and two parts after it.</summary>
    public static string OfDeployment(string ns, string deployment) => $"namespace=\"{ns}\",pod=~\"{deployment}-[a-z0-9]+-[a-z0-9]+\"";

    /// <summary>Series of the volumes of a data service: the claims of the pods of its set begin with the volume's name.</summary>
    public static string OfVolumes(string ns, string claims) => $"namespace=\"{ns}\",persistentvolumeclaim=~\"{claims}\"";
}
