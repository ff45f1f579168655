using Infra.Application;
using Infra.Observability;

namespace Infra.Data;

/// <summary>A data service that is declared.</summary>
/// <param name="Connection">How it is reached.</param>
/// <param name="ScrapeTargets">Where its metrics are.</param>
/// <param name="Outputs">The values of its stack outputs.</param>
internal sealed record DeclaredDataService(
    DataConnection Connection,
    IReadOnlyList<ScrapeTarget> ScrapeTargets,
    DataServiceOutputs Outputs);
