using Infra.Applications.Model;
using Infra.Edge;
using StackPreview.Checks;
using StackPreview.Json;

namespace Infra.Checks.References;

/// <summary>All that the application is made of is there, and what is public can be reached.</summary>
internal sealed class WorkloadsExist : ICheck<CheckContext>
{
    public string Id => "workloads-exist";

    public string Sentence => "Every workload of the application is declared, and a route leads to every public service";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var plan = context.Plan;
        var settings = context.Settings;
        var stack = plan.Resources.Single(resource => resource.Parent is null);
        foreach (var workload in settings
                .Application.AllWorkloads.Where(IsWanted)
                .Where(workload => !context.TemplatesByWorkload.Contains(workload.Name)))
        {
            yield return new Finding(stack, $"its workload {workload.Name} is not declared", "Declare it in the application's component");
        }

        var shared = plan.ByName(EdgeKinds.TraefikService);
        // A route without TLS only redirects.
        var reached = plan.OfKind(EdgeKinds.IngressRoute).Where(route => route.Inputs.At("spec.tls") is not null)
            .SelectMany(route => RouteTargets.Of(route, shared))
            .ToHashSet();
        foreach (var service in settings.Application.AllServices.Where(service =>
                (service.IsPublic || service.CanaryOf is not null) && !reached.Contains(service.Name)))
        {
            yield return new Finding(stack, $"no route leads to its public service {service.Name}", "Declare an IngressRoute");
        }

        bool IsWanted(WorkloadDefinition workload) => workload is not JobDefinition { IsOfRelease: true } job || settings.Runs(job);
    }
}
