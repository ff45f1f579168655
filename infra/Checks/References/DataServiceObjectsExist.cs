using StackPreview.Checks;

namespace Infra.Checks.References;

/// <summary>What data services refer to in ways of their own is there, such as the store of a cluster's backups.</summary>
internal sealed class DataServiceObjectsExist : ICheck<CheckContext>
{
    public string Id => "database-objects-exist";

    public string Sentence
        => "Every database cluster has its object store, its extensions and what makes its database, and every backup its cluster";

    public IEnumerable<Finding> Run(CheckContext context) => context.Services.SelectMany(service => service.References(context));
}
