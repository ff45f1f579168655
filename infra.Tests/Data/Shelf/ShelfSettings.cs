using Infra.Settings;

namespace Infra.Tests.Data.Shelf;

/// <summary><c>infra:shelf</c>.</summary>
public sealed record ShelfSettings : DataServiceSettings
{
    public required int Boards { get; init; }

    public override bool IsBackedUp => false;
}
