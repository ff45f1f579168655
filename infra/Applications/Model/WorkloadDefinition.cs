using System.Collections.Immutable;

namespace Infra.Applications.Model;

/// <summary>Pods of one kind. Their first container bears the workload's name, which is unique in the application and none of the program's own.</summary>
public abstract record WorkloadDefinition : ContainerDefinition
{
    /// <summary>What runs before the containers start, one after the other.</summary>
    public ImmutableArray<InitStep> Init { get; init; } = [];

    /// <summary>Whether it may open connections to the internet, on <see cref="InternetPorts"/>. Default: false.</summary>
    public bool CallsInternet { get; init; }

    /// <summary>The ports that it may call on the internet. Default: 443, which is HTTPS.</summary>
    public ImmutableArray<int> InternetPorts { get; init; } = [443];

    /// <summary>The user the containers run as; not root. Default: 10001.</summary>
    public int UserId { get; init; } = 10001;

    /// <summary>What it is allowed beyond the restricted Pod Security Standard. Default: nothing.</summary>
    public PodSecurityExemption? SecurityExemption { get; init; }

    /// <summary>Every container of its pods.</summary>
    public virtual IEnumerable<ContainerDefinition> AllContainers => [this, .. Init];

    /// <summary>The variables of all its containers.</summary>
    public IEnumerable<Variable> AllVariables => AllContainers.SelectMany(container => container.Variables);

    /// <summary>The names of the services that it calls.</summary>
    public IEnumerable<string> CalledServices => AllVariables.OfType<ServiceUrlVariable>().Select(variable => variable.Service).Concat(Calls).Distinct();

    /// <summary>Services that it calls although no variable tells their address, such as those that call it back.</summary>
    public ImmutableArray<string> Calls { get; init; } = [];
}
