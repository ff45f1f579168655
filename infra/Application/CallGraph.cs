using System.Collections.Immutable;
using Infra.Applications.Model;

namespace Infra.Application;

/// <summary>
/// Which workload of an application calls which service. It is made once, so that its cost grows with the application and no faster.
/// </summary>
internal sealed class CallGraph
{
    private readonly Dictionary<string, ServiceDefinition> _services;
    private readonly ILookup<string, string> _callers;

    public CallGraph(ApplicationDefinition application)
    {
        _services = application.AllServices.ToDictionary(service => service.Name);
        _callers = application.AllWorkloads
            .SelectMany(workload => workload.CalledServices, (workload, service) => (Caller: workload.Name, Service: service))
            .ToLookup(call => call.Service, call => call.Caller);
    }

    /// <summary>The services that a workload calls.</summary>
    public IEnumerable<ServiceDefinition> CalledBy(WorkloadDefinition workload) => workload.CalledServices.Select(ServiceNamed);

    /// <summary>The names of the workloads that call a service.</summary>
    public ImmutableArray<string> CallersOf(ServiceDefinition service) => [.. _callers[service.Name]];

    /// <summary>The service of a name.</summary>
    public ServiceDefinition ServiceNamed(string name) => _services[name];
}
