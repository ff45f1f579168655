using Infra.Kubernetes;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;

namespace Infra.Checks.References;

/// <summary>Every autoscaler has a target, and every workload has exactly one owner of its number of replicas.</summary>
internal sealed class ScaleTargetsExist : ICheck<CheckContext>
{
    public string Id => "scale-targets-exist";

    public string Sentence => "Every autoscaler has a target and what it proves itself with, and the number of replicas has one owner";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var deployments = context.Plan.ByName(KubernetesKinds.Deployment);
        var scaled = new HashSet<string>();
        foreach (var autoscaler in context.Plan.OfKind(KubernetesKinds.HorizontalPodAutoscaler, KedaKinds.ScaledObject))
        {
            var kind = autoscaler.Inputs.Text("spec.scaleTargetRef.kind");
            var name = autoscaler.Inputs.Text("spec.scaleTargetRef.name");
            scaled.Add(name);
            if (kind != "Deployment" || !deployments.TryGetValue(name, out var deployment))
            {
                yield return new Finding(
                    autoscaler,
                    $"its target, {kind} {name}, is not there",
                    "Declare the target, or correct the name");
            }
            else if (deployment.Inputs.At("spec.replicas") is not null)
            {
                yield return new Finding(
                    deployment,
                    "it sets replicas, which its autoscaler owns",
                    "Leave replicas out; minReplicas is the number");
            }
        }

        var authentications = context.Plan.ByName(KedaKinds.TriggerAuthentication);
        foreach (var scaler in context.Plan.OfKind(KedaKinds.ScaledObject))
        {
            var named = scaler.Inputs.Items("spec.triggers").Select(trigger => trigger.Text("authenticationRef.name"));
            foreach (var name in named.Where(name => name.Length > 0 && !authentications.ContainsKey(name)))
            {
                yield return new Finding(
                    scaler,
                    $"it uses TriggerAuthentication {name}, which is not there",
                    "Declare the TriggerAuthentication, or correct the name");
            }
        }

        foreach (var deployment in deployments.Values.Where(deployment =>
                !scaled.Contains(deployment.ObjectName!) && deployment.Inputs.At("spec.replicas") is null))
        {
            yield return new Finding(
                deployment,
                "neither it nor an autoscaler sets its replicas",
                "Set replicas, or declare a HorizontalPodAutoscaler");
        }
    }
}
