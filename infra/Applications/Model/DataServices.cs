using System.Collections.Immutable;
using Infra.Faults;

namespace Infra.Applications.Model;

/// <summary>What a definition must know about a data service: what it is called, and which names in a namespace are its own.</summary>
public interface IDataServiceDefinition
{
    /// <summary>Its name in a namespace: of its component, objects, host and alerts, and of its section of the stack file.</summary>
    string Name { get; }

    /// <summary>Its name as people write it.</summary>
    string Title { get; }

    /// <summary>What it has beside an object of its own name: what the names of those objects end in, after its own.</summary>
    ImmutableArray<string> NameParts { get; }

    /// <summary>The names of its objects that do not begin with its own.</summary>
    ImmutableArray<string> OtherNames { get; }

    /// <summary>Whether pods that connect to it may mount the certificate authority of its server.</summary>
    bool HasAuthority { get; }

    /// <summary>Whether a job can have it backed up first.</summary>
    bool IsBackedUpOnDemand { get; }
}

/// <summary>A data service that an application needs, and what it needs of it.</summary>
public abstract record DataServiceNeed
{
    /// <summary>The name of the data service.</summary>
    public abstract string Service { get; }

    /// <summary>What is wrong with it.</summary>
    /// <param name="project">Whose it is.</param>
    /// <param name="path">Where it stands.</param>
    internal virtual IEnumerable<Fault> Faults(ProjectDefinition project, string path) => [];
}

/// <summary>A variable that holds a part of the connection to a data service.</summary>
/// <param name="Name">The variable's name.</param>
public abstract record ConnectionVariable(string Name) : Variable(Name)
{
    /// <summary>The name of the data service.</summary>
    public abstract string Service { get; }

    /// <summary>What is wrong with it.</summary>
    /// <param name="path">Where it stands.</param>
    internal virtual IEnumerable<Fault> Faults(string path) => [];
}
