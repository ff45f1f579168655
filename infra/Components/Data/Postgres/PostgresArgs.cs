using System.Collections.Immutable;
using Infra.Settings;

namespace Infra.Components.Data.Postgres;

/// <summary>A Postgres cluster with one database.</summary>
internal sealed record PostgresArgs
{
    /// <summary>Where it is put.</summary>
    public required Placement Placement { get; init; }

    /// <summary>Its size and its backups.</summary>
    public required PostgresSettings Settings { get; init; }

    /// <summary>Where its backups go.</summary>
    public required ObjectStorageSettings ObjectStorage { get; init; }

    /// <summary>The name of the database and of the role that owns it.</summary>
    public required string Database { get; init; }

    /// <summary>The extensions that the database has from the start.</summary>
    public required ImmutableArray<string> Extensions { get; init; }

    /// <summary>The generation of its passwords, from 1 on.</summary>
    public required int Generation { get; init; }
}
