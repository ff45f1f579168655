using Infra.Checks;

namespace Infra.Data.Qdrant;

/// <summary>What plans with Qdrant are held to.</summary>
internal sealed class QdrantChecks : DataServiceChecks
{
    /// <inheritdoc/>
    public override IEnumerable<string> SecretOutputs => QdrantOutputs.All.Where(output => output.IsSecret).Select(output => output.Name);
}
