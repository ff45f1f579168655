using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Data;

/// <summary>What TLS to a data service is held to: each of its clients can verify it.</summary>
internal static class TlsClients
{
    /// <summary>Reports a setting with which a client of a project would not connect.</summary>
    /// <param name="section">The section of the data service.</param>
    /// <param name="key">The key of the setting.</param>
    /// <param name="value">Its value.</param>
    /// <param name="project">The project.</param>
    /// <param name="service">The name of the data service.</param>
    /// <param name="verifies">Whether who has a variable learns from it what to verify the server with.</param>
    /// <param name="words">The words of a definition that say so.</param>
    public static void Hold(
        Section section,
        string key,
        string value,
        ProjectDefinition project,
        string service,
        Func<Variable, bool> verifies,
        string words)
    {
        var blind = project.Workloads.SelectMany(workload => workload.AllContainers).FirstOrDefault(container
            => container.Variables.OfType<ConnectionVariable>().Any(variable => variable.Service == service)
                && !container.Variables.Any(verifies));
        if (blind is null)
            return;
        section.Report(
            $"{section.Path}.{key}",
            $"\"{value}\"",
            $"{blind.Name} of {project.Title} is not told what to verify the server with, and would not connect",
            $"Remove it, unless the definition says how its client is told ({words})");
    }
}
