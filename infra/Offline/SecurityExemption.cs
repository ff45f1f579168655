using Infra.Applications.Model;

namespace Infra.Offline;

/// <summary>A workload that may do what the restricted Pod Security Standard or a read-only root does not allow, as a preview tells of it.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Allowed">What it may do.</param>
/// <param name="Reason">Why it cannot do without.</param>
internal sealed record SecurityExemption(string Workload, string Allowed, string Reason)
{
    /// <summary>The exemptions of an application.</summary>
    public static IEnumerable<SecurityExemption> In(ApplicationDefinition application)
        => from workload in application.AllWorkloads
           let exemption = workload.SecurityExemption
           where exemption is not null
           let allowed = new[] { exemption.RunsAsRoot ? "runs as root" : null, exemption.WritesToRoot ? "writes to its image's files" : null }
           select new SecurityExemption(workload.Name, string.Join(", ", allowed.OfType<string>()), exemption.Reason);
}
