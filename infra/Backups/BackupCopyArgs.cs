using Infra.Isolation;
using Infra.Settings;

namespace Infra.Backups;

/// <summary>What a second copy of the backups is made of.</summary>
internal sealed record BackupCopyArgs
{
    /// <summary>Where it is put.</summary>
    public required Placement Placement { get; init; }

    /// <summary>The object storage that backups go to.</summary>
    public required ObjectStorage Source { get; init; }

    /// <summary>The one that they are copied to, and when.</summary>
    public required BackupCopySettings Copy { get; init; }
}
