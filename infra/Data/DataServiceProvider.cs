using Infra.Application;
using Infra.Applications.Model;
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
