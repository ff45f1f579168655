using Infra.Application;
using Infra.Applications.Model;
using Infra.Data;
using Pulumi;

namespace Infra.Tests.Data.Shelf;

/// <summary>How a shelf is reached.</summary>
internal sealed record ShelfConnection : DataConnection
{
    public override string Service => ShelfService.ServiceName;

    public override Output<string> Address => Output.Create($"{ShelfService.ServiceName}:{ShelfServer.Port}");

    public required Output<string> Url { get; init; }

    public override ConnectionValue? ValueOf(ConnectionVariable variable) => ConnectionValue.Of(Url);
}

/// <summary>The stack outputs that lead to a shelf.</summary>
/// <param name="Url">The connection.</param>
internal sealed record ShelfOutputs(Output<string> Url) : DataServiceOutputs;
