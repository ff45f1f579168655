using System.Collections.Immutable;
using Infra.Faults;

namespace Infra.Applications.Model.Rules;

/// <summary>What the rules must know about a data service: whom it is needed by, what is bound to it, which names are its own.</summary>
internal interface IDataServiceRules
{
    /// <summary>Its name in a namespace.</summary>
    string Name { get; }

    /// <summary>Its name as people write it.</summary>
    string Title { get; }

    /// <summary>What it has beside an object of its own name: what the names of those objects end in, after its own.</summary>
    ImmutableArray<string> NameParts { get; }

    /// <summary>The names of its objects that do not begin with its own. Default: none.</summary>
    ImmutableArray<string> OtherNames => [];

    /// <summary>Whether pods that connect to it mount the certificate authority of its server. Default: false.</summary>
    bool HasAuthority => false;

    /// <summary>Whether a job can have it backed up first. Default: false.</summary>
    bool IsBackedUpOnDemand => false;

    /// <summary>Whether a project needs it.</summary>
    bool IsNeededBy(ProjectDefinition project);

    /// <summary>Whether a variable holds a part of its connection.</summary>
    bool IsBoundBy(Variable variable);

    /// <summary>What is wrong with a project's need of it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="path">Where its needs stand.</param>
    IEnumerable<Fault> NeedFaults(ProjectDefinition project, string path) => [];

    /// <summary>What is wrong with a variable.</summary>
    /// <param name="variable">The variable, of this data service or not.</param>
    /// <param name="path">Where it stands.</param>
    IEnumerable<Fault> VariableFaults(Variable variable, string path) => [];
}
