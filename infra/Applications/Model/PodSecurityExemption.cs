namespace Infra.Applications.Model;

/// <summary>
/// What a workload is allowed that the restricted Pod Security Standard or a read-only root does not allow. Its namespace then enforces the standard
/// baseline, and the check holds every other workload to restricted.
/// </summary>
/// <param name="Reason">Why it cannot do without, a sentence for those who review it.</param>
public sealed record PodSecurityExemption(string Reason)
{
    /// <summary>Whether its containers run as root. Default: false.</summary>
    public bool RunsAsRoot { get; init; }

    /// <summary>Whether its containers write anywhere in their image's files. Default: false.</summary>
    public bool WritesToRoot { get; init; }
}
