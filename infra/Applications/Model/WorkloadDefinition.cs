using System.Collections.Immutable;

namespace Infra.Applications.Model;

/// <summary>Containers of one image with one command.</summary>
public abstract record WorkloadDefinition
{
    /// <summary>The name, unique in the application and none of the program's own: lower-case letters, digits and '-'.</summary>
    public required string Name { get; init; }

    /// <summary>The name of its image, a key of <c>infra:release.images</c>: lower-case letters, digits and '-'.</summary>
    public required string Image { get; init; }

    /// <summary>The command. Default: the image's own.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>The environment variables, all of them: no workload gets what it does not name.</summary>
    public ImmutableArray<Variable> Variables { get; init; } = [];

    /// <summary>Processor time and memory of one container.</summary>
    public ResourceAmounts Resources { get; init; } = new();

    /// <summary>Whether it may open HTTPS connections to the internet. Default: false.</summary>
    public bool CallsInternet { get; init; }

    /// <summary>The user the container runs as; not root. Default: 10001.</summary>
    public int UserId { get; init; } = 10001;
}
