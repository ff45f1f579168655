using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Environments;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>What settings must know about a data service.</summary>
public interface IDataServiceSection : IDataServiceDefinition
{
    /// <summary>What its section of the stack file is about.</summary>
    string SectionMeaning { get; }

    /// <summary>
    /// The namespaces of what must be installed in the cluster for it, as settings below <c>infra:cluster.namespaces</c>.
    /// </summary>
    ImmutableArray<NamespaceSetting> Namespaces { get; }

    /// <summary>Reads its section, all but whether it is deployed.</summary>
    /// <param name="section">The section.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="project">Whose it is.</param>
    /// <param name="host">The settings of the application's own, where this is a companion's; null where there are none.</param>
    internal DataServiceSettings Read(
        Section section,
        EnvironmentTraits environment,
        ProjectDefinition project,
        DataServiceSettings? host);
}
