using System.Collections.Immutable;

namespace Infra.Applications.Model.Rules;

/// <summary>What an application's Qdrant is held to.</summary>
internal sealed class QdrantRules : IDataServiceRules
{
    /// <inheritdoc/>
    public string Name => DataServiceNames.Qdrant;

    /// <inheritdoc/>
    public string Title => "Qdrant";

    /// <inheritdoc/>
    public ImmutableArray<string> NameParts { get; } = ["clients", "server"];

    /// <inheritdoc/>
    public bool IsNeededBy(ProjectDefinition project) => project.Needs.Qdrant is not null;

    /// <inheritdoc/>
    public bool IsBoundBy(Variable variable) => variable is QdrantVariable;
}
