using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Applications.Model.Rules;
using Infra.Data;

namespace Infra.Tests.Applications.Model.Rules;

/// <summary>A definition without faults, of which tests make one with faults.</summary>
internal static class Shop
{
    /// <summary>What names are held to, with the fix.</summary>
    public const string NameRule = "names are at most 40 lower-case letters, digits and '-', and begin with a letter. Rename it.";

    public static HealthProbes Health { get; } = new()
    {
        Port = 8080,
        Startup = HealthProbe.Http("/started"),
        Liveness = HealthProbe.Http("/live"),
        Readiness = HealthProbe.Http("/ready"),
    };

    public static ServiceDefinition Service { get; } = new() { Name = "api", Image = "shop", Port = 8000, Health = Health };

    public static WorkerDefinition Worker { get; } = new() { Name = "worker", Image = "shop", Health = Health };

    public static JobDefinition Job { get; } = new() { Name = "migrate", Image = "shop", Purpose = JobPurpose.Migration };

    /// <summary>An application of these workloads.</summary>
    public static ApplicationDefinition Of(params IReadOnlyList<WorkloadDefinition> workloads) => Named("shop", workloads);

    /// <summary>The same, of another name.</summary>
    public static ApplicationDefinition Named(string name, params IReadOnlyList<WorkloadDefinition> workloads) => new()
    {
        Name = name,
        Services = [.. workloads.OfType<ServiceDefinition>()],
        Workers = [.. workloads.OfType<WorkerDefinition>()],
        Jobs = [.. workloads.OfType<JobDefinition>()],
    };

    /// <summary>What is wrong with an application, one line each.</summary>
    public static IEnumerable<string> FaultsOf(ApplicationDefinition application)
        => ApplicationRules.FaultsOf(application, DataServices.All).Select(fault => fault.Describe($"application {application.Name}"));

    /// <summary>What is wrong with an application of these workloads, one line each.</summary>
    public static IEnumerable<string> FaultsOf(params IReadOnlyList<WorkloadDefinition> workloads) => FaultsOf(Of(workloads));

    /// <summary>What is wrong with an application whose service has these variables, one line each.</summary>
    public static IEnumerable<string> FaultsOfVariables(params ImmutableArray<Variable> variables)
        => FaultsOf(Service with { Variables = variables });
}
