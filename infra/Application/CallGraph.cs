using System.Collections.Immutable;
using Infra.Applications.Model;

namespace Infra.Application;

/// <summary>
/// Which workload of an application calls which service. It is made once, so that its cost grows with the application and no faster.
/// </summary>
internal sealed class CallGraph
{
    private readonly Dictionary<string, ServiceDefinition> _services;
    private readonly ILookup<(string Service, int Port), string> _callers;

    public CallGraph(ApplicationDefinition application)
    {
        _services = application.AllServices.ToDictionary(service => service.Name);
        _callers = application.AllWorkloads
            .SelectMany(CalledBy, (workload, call) => (Caller: workload.Name, call.Service, call.Port))
            .ToLookup(call => (call.Service.Name, call.Port), call => call.Caller);
    }

    /// <summary>The services that a workload calls, each with the port.</summary>
    public IEnumerable<(ServiceDefinition Service, int Port)> CalledBy(WorkloadDefinition workload)
        => workload.AllCalls.Select(call => (ServiceNamed(call.Service), PortOf(call))).Distinct();

    /// <summary>The names of the workloads that call a service on a port.</summary>
    public ImmutableArray<string> CallersOf(ServiceDefinition service, int port) => [.. _callers[(service.Name, port)]];

    /// <summary>The port of a call.</summary>
    public int PortOf(ServiceCall call) => call.Port ?? ServiceNamed(call.Service).Port;

    /// <summary>The service of a name.</summary>
    public ServiceDefinition ServiceNamed(string name) => _services[name];
}
