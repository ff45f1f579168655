using System.Collections.Immutable;
using Infra.Faults;
using Infra.Values;

namespace Infra.Applications.Model.Rules;

/// <summary>What an application's Redis is held to.</summary>
internal sealed class RedisRules : IDataServiceRules
{
    private static readonly NumberRange Databases = new(0, 15);

    /// <inheritdoc/>
    public string Name => DataServiceNames.Redis;

    /// <inheritdoc/>
    public string Title => "Redis";

    /// <inheritdoc/>
    public ImmutableArray<string> NameParts { get; } = ["clients", "server"];

    /// <inheritdoc/>
    public bool IsNeededBy(ProjectDefinition project) => project.Needs.Redis is not null;

    /// <inheritdoc/>
    public bool IsBoundBy(Variable variable) => variable is RedisVariable;

    /// <inheritdoc/>
    public IEnumerable<Fault> VariableFaults(Variable variable, string path)
    {
        if (variable is RedisVariable { Database: var database } && !Databases.Contains(database))
        {
            yield return new Fault(
                path,
                $"{variable.Name} of database {database}",
                $"Redis has the databases {Databases.Lowest} to {Databases.Highest}",
                Databases.FixOf(database));
        }
    }
}
