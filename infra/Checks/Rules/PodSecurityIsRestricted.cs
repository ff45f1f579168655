using System.Text.Json.Nodes;
using Infra.Applications.Model;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;

namespace Infra.Checks.Rules;

/// <summary>
/// Every pod meets the restricted Pod Security Standard, and its namespace enforces it
/// (https://kubernetes.io/docs/concepts/security/pod-security-standards/).
/// </summary>
internal sealed class PodSecurityIsRestricted : ICheck<CheckContext>
{
    private static readonly string[] AllowedVolumes =
    [
        "configMap",
        "csi",
        "downwardAPI",
        "emptyDir",
        "ephemeral",
        "persistentVolumeClaim",
        "projected",
        "secret",
    ];
    private static readonly string[] HostFields = ["hostNetwork", "hostPID", "hostIPC"];
    private static readonly string[] Modes = ["enforce", "audit", "warn"];

    public string Id => "pod-security";

    public string Sentence
        => "Every pod without a named exemption meets the restricted Pod Security Standard with a read-only root, "
            + "and the namespace enforces what all meet";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var exemptions = context
            .Settings.Application.AllWorkloads.Where(workload => workload.SecurityExemption is not null)
            .ToLookup(workload => workload.Name, workload => workload.SecurityExemption!);
        var enforced = context.Settings.Application.HasSecurityExemptions ? "baseline" : "restricted";
        foreach (var ns in context.Plan.OfKind(KubernetesKinds.Namespace))
        {
            var labels = ns.Inputs.Texts("metadata.labels");
            foreach (var mode in Modes)
            {
                var standard = mode == "enforce" ? enforced : "restricted";
                if (labels.GetValueOrDefault($"pod-security.kubernetes.io/{mode}") != standard)
                {
                    yield return new Finding(
                        ns,
                        $"it does not {mode} the standard {standard}",
                        $"Set the label pod-security.kubernetes.io/{mode} to {standard}");
                }
            }
        }

        foreach (var template in context.Templates)
        {
            var exemption = exemptions[template.Workload].FirstOrDefault();
            foreach (var problem in PodProblems(template.Spec)
                    .Concat(template.Containers.SelectMany(container => ContainerProblems(template.Spec, container, exemption))))
            {
                yield return new Finding(template.Owner, problem, "Use the pod defaults of this program");
            }
        }
    }

    private static IEnumerable<string> PodProblems(JsonNode pod)
    {
        foreach (var field in HostFields.Where(pod.IsTrue))
            yield return $"{field} is set";
        foreach (var volume in pod.Items("volumes").OfType<JsonObject>())
        {
            foreach (
                var source in volume.Entries("").Select(entry => entry.Key).Where(key => key != "name" && !AllowedVolumes.Contains(key)))
            {
                yield return $"volume {volume.Text("name")} is of the type {source}";
            }
        }
    }

    private static IEnumerable<string> ContainerProblems(JsonNode pod, JsonNode container, PodSecurityExemption? exemption)
    {
        var name = container.Text("name");
        var security = container.At("securityContext");
        var mayWrite = exemption is { WritesToRoot: true };
        var mayBeRoot = exemption is { RunsAsRoot: true };
        if (security.Text("allowPrivilegeEscalation") != "false")
            yield return $"container {name} may escalate its privileges";
        if (security.IsTrue("privileged"))
            yield return $"container {name} is privileged";
        if (!mayWrite && !security.IsTrue("readOnlyRootFilesystem"))
            yield return $"container {name} may write to its root";
        if (!security.Items("capabilities.drop").Any(capability => capability.ToString() == "ALL"))
            yield return $"container {name} does not drop all capabilities";
        if (security.Items("capabilities.add").Any(capability => capability.ToString() != "NET_BIND_SERVICE"))
            yield return $"container {name} adds capabilities";
        if (container.Items("ports").Any(port => port.At("hostPort") is not null))
            yield return $"container {name} uses a port of its node";
        if (!mayBeRoot && !(security.At("runAsNonRoot") ?? pod.At("securityContext.runAsNonRoot")).IsTrue())
            yield return $"container {name} may run as root";
        if (!mayBeRoot && (security.Number("runAsUser") ?? pod.Number("securityContext.runAsUser")) is 0 or null)
            yield return $"container {name} does not say which user it runs as, or runs as root";
        if ((security.At("seccompProfile.type") ?? pod.At("securityContext.seccompProfile.type"))?.ToString()
            is not ("RuntimeDefault" or "Localhost"))
        {
            yield return $"container {name} has no seccomp profile";
        }
    }
}
