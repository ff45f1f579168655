using Infra.Applications.Model;
using Infra.Faults;

namespace Infra.Tests.Data.Shelf;

/// <summary>A shelf.</summary>
public sealed record ShelfNeed : DataServiceNeed
{
    public override string Service => ShelfService.ServiceName;
}

/// <summary>A variable that holds the connection to the shelf.</summary>
/// <param name="Name">The variable's name.</param>
public sealed record ShelfVariable(string Name) : ConnectionVariable(Name)
{
    public override string Service => ShelfService.ServiceName;

    internal override IEnumerable<Fault> Faults(string path)
        => Name.StartsWith("SHELF_", StringComparison.Ordinal)
            ? []
            : [new Fault(path, Name, "variables of a shelf begin with SHELF_", "Rename it")];
}
