using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Components.Observability;
using Infra.Kubernetes;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Components.Application;

/// <summary>
/// An application project as one component. A release goes through three gates: its migrations succeed, its new pods become ready, its
/// seed jobs follow. A failure at a gate leaves the version that runs as it is.
/// </summary>
internal sealed class ApplicationProject : ComponentResource
{
    private const int ServicePort = 80;

    private readonly string _name;
    private readonly ApplicationProjectArgs _args;

    public ApplicationProject(string name, ApplicationProjectArgs args, ComponentResourceOptions? options = null)
        : base("infra:application:ApplicationProject", name, options)
    {
        (_name, _args) = (name, args);
        var definition = args.Definition;
        var account = new ServiceAccount(
            $"{name}-account",
            new ServiceAccountArgs { Metadata = args.Placement.Metadata(name), AutomountServiceAccountToken = false },
            args.Placement.ChildOf(this));
        var migrations = DeclareJobs(JobPurpose.Migration, [account]);
        var deployments = definition.Services.Concat<LongRunningDefinition>(definition.Workers)
            .ToDictionary(workload => workload.Name, workload => Rollout.Declare(name, workload, args, name, this, [account, DeclarePolicy(workload), .. migrations]));
        if (args.Placement.Environment.HasExampleData)
            DeclareJobs(JobPurpose.Seed, [account, .. migrations, .. deployments.Values]);

        foreach (var service in definition.Services)
            DeclareService(service, deployments[service.Name]);

        Endpoints = [.. definition.Services.Select(service => new ServiceEndpoint(service.Name, ServicePort, service.IsPublic) { InternalPath = service.InternalPath })];
        ScrapeTargets =
        [
            .. from workload in definition.Services.Concat<LongRunningDefinition>(definition.Workers)
               where workload.MetricsPath is not null
               let port = Rollout.Ports(workload)[^1]
               select new ScrapeTarget(workload.Name, Labels.Selecting(workload.Name), port.Name, port.Port) { Path = workload.MetricsPath! },
        ];
        RegisterOutputs();
    }

    /// <summary>Its services, as the edge reaches them.</summary>
    public ImmutableArray<ServiceEndpoint> Endpoints { get; }

    /// <summary>Where its metrics are.</summary>
    public ImmutableArray<ScrapeTarget> ScrapeTargets { get; }

    private List<Resource> DeclareJobs(JobPurpose purpose, IEnumerable<Resource> after)
    {
        // One after the other: a later migration may build on an earlier one.
        List<Resource> jobs = [];
        foreach (var job in _args.Definition.Jobs.Where(job => _args.RunReleaseJobs && job.Purpose == purpose))
        {
            // One that does not call the internet has no more paths than its data services give their clients.
            IEnumerable<Resource> policies = job.CallsInternet ? [DeclarePolicy(job)] : [];
            jobs.Add(ReleaseJob.Declare(_name, job, _args, _name, this, [.. after, .. jobs, .. policies]));
        }

        return jobs;
    }

    // A service without a ready pod is waited for, with less patience than its pods have with what they wait for.
    private void DeclareService(ServiceDefinition service, Resource deployment)
    {
        _ = new Service(
            $"{_name}-{service.Name}-service",
            new ServiceArgs
            {
                Metadata = _args.Placement.Metadata(service.Name),
                Spec = new ServiceSpecArgs
                {
                    Selector = Labels.Selecting(service.Name),
                    Ports = { new ServicePortArgs { Name = "http", Port = ServicePort, TargetPort = "http" } },
                },
            },
            _args.Placement.ChildOf(this, deployment));
    }

    /// <summary>What a workload may be reached by and may reach, besides the data services whose clients it is.</summary>
    private NetworkPolicy DeclarePolicy(WorkloadDefinition workload)
    {
        var cluster = _args.Placement.Cluster;
        var spec = new NetworkPolicySpecArgs
        {
            PodSelector = NetworkRules.Selecting(Labels.Selecting(workload.Name)),
            PolicyTypes = { "Ingress", "Egress" },
        };
        if (workload is ServiceDefinition { IsPublic: true, Port: var port })
            spec.Ingress.Add(NetworkRules.From([NetworkRules.Namespace(cluster.TraefikNamespace)], port));
        if (workload is LongRunningDefinition { MetricsPath: not null } scraped)
            spec.Ingress.Add(NetworkRules.From([NetworkRules.Namespace(cluster.PrometheusNamespace)], Rollout.Ports(scraped)[^1].Port));
        if (workload.CallsInternet)
            spec.Egress.Add(NetworkRules.To([NetworkRules.Internet()], 443));
        return new NetworkPolicy(
            $"{_name}-{workload.Name}-network",
            new NetworkPolicyArgs { Metadata = _args.Placement.Metadata(workload.Name), Spec = spec },
            _args.Placement.ChildOf(this));
    }
}
