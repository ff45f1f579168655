using Infra.Application;
using Infra.Observability;

namespace Infra.Data;

/// <summary>What a provider declares.</summary>
internal interface IDataServer<out TConnection>
    where TConnection : DataConnection
{
    /// <summary>How it is reached.</summary>
    TConnection Connection { get; }

    /// <summary>Where its metrics are.</summary>
    IReadOnlyList<ScrapeTarget> ScrapeTargets { get; }
}
