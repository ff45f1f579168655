using Infra.Settings;

namespace Infra.Components.Data.MySql;

/// <summary>A MySQL server or cluster with one database.</summary>
internal sealed record MySqlArgs
{
    /// <summary>Where it is put.</summary>
    public required Placement Placement { get; init; }

    /// <summary>Its size and its backups.</summary>
    public required MySqlSettings Settings { get; init; }

    /// <summary>Where its backups go.</summary>
    public required ObjectStorageSettings ObjectStorage { get; init; }

    /// <summary>The name of the database and of the user that may do everything in it.</summary>
    public required string Database { get; init; }

    /// <summary>The generation of the passwords of that user and of the exporter's, from 1 on.</summary>
    public required int Generation { get; init; }
}
