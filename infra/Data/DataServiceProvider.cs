using Infra.Application;
using Infra.Applications.Model;
using Infra.Isolation;
using Infra.Observability;
using Infra.Settings;
using Pulumi;

namespace Infra.Data;

/// <summary>Something that can run a data service: in the cluster, or elsewhere.</summary>
/// <param name="Name">The value of the setting <c>provider</c>.</param>
/// <param name="Meaning">What it is, the end of a sentence.</param>
/// <param name="ComponentType">The type of the component that it declares.</param>
/// <param name="Declare">Declares the component.</param>
internal sealed record DataServiceProvider<TNeed, TSettings, TConnection>(
    string Name,
    string Meaning,
    string ComponentType,
    Func<string, DataServiceArgs<TNeed, TSettings>, ComponentResourceOptions, IDataServer<TConnection>> Declare)
    where TNeed : DataServiceNeed
    where TSettings : DataServiceSettings
    where TConnection : DataConnection;

/// <summary>What a provider declares.</summary>
internal interface IDataServer<out TConnection>
    where TConnection : DataConnection
{
    /// <summary>How it is reached.</summary>
    TConnection Connection { get; }

    /// <summary>Where its metrics are.</summary>
    ScrapeTarget ScrapeTarget { get; }
}

/// <summary>What a provider is given.</summary>
internal sealed record DataServiceArgs<TNeed, TSettings>
    where TNeed : DataServiceNeed
    where TSettings : DataServiceSettings
{
    /// <summary>Where it is put.</summary>
    public required Placement Placement { get; init; }

    /// <summary>Its settings.</summary>
    public required TSettings Settings { get; init; }

    /// <summary>What the application needs of it.</summary>
    public required TNeed Need { get; init; }

    /// <summary>Where its backups go; null where nothing of the stack is backed up.</summary>
    public required ObjectStorageSettings? ObjectStorage { get; init; }

    /// <summary>The generation of its passwords, from 1 on.</summary>
    public required int Generation { get; init; }
}

/// <summary>A data service that is declared.</summary>
/// <param name="Connection">How it is reached.</param>
/// <param name="ScrapeTarget">Where its metrics are.</param>
/// <param name="Outputs">The values of its stack outputs.</param>
internal sealed record DeclaredDataService(DataConnection Connection, ScrapeTarget ScrapeTarget, DataServiceOutputs Outputs);

/// <summary>The values of the stack outputs that lead to a data service: one property an output.</summary>
internal abstract record DataServiceOutputs;

/// <summary>A stack output that leads to a data service.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsSecret">Whether whoever has it has the data.</param>
internal sealed record DataServiceOutput(string Name, bool IsSecret = false);
