using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Environments;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>The settings of a data service that is deployed.</summary>
public abstract record DataServiceSettings
{
    /// <summary>What runs it, one of the providers of its data service.</summary>
    public required string Provider { get; init; }

    /// <summary>Whether backups of it go to the object storage.</summary>
    public abstract bool IsBackedUp { get; }
}

/// <summary>What settings must know about a data service.</summary>
public interface IDataServiceSection : IDataServiceDefinition
{
    /// <summary>What its section of the stack file is about.</summary>
    string SectionMeaning { get; }

    /// <summary>The namespaces of what must be installed in the cluster for it, as settings below <c>infra:cluster.namespaces</c>.</summary>
    ImmutableArray<NamespaceSetting> Namespaces { get; }

    /// <summary>Reads its section, all but whether it is deployed.</summary>
    /// <param name="section">The section.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="project">Whose it is.</param>
    internal DataServiceSettings Read(Section section, EnvironmentTraits environment, ProjectDefinition project);
}

/// <summary>The namespace of something that is installed in the cluster.</summary>
/// <param name="Key">Its key below <c>infra:cluster.namespaces</c>.</param>
/// <param name="Default">Where it is unless the stack file says otherwise.</param>
/// <param name="Meaning">What it sets, a sentence.</param>
public sealed record NamespaceSetting(string Key, string Default, string Meaning);

/// <summary>A data service of a project that is deployed.</summary>
/// <param name="Service">The name of the data service.</param>
/// <param name="Name">Its name in the namespace: that of a companion begins with the companion's.</param>
/// <param name="Settings">Its settings.</param>
public sealed record DeployedDataService(string Service, string Name, DataServiceSettings Settings);
