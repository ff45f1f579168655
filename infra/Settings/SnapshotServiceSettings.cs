using Infra.Environments;
using Infra.Values;

namespace Infra.Settings;

/// <summary>The settings of a data service that is copied whole at set times.</summary>
public abstract record SnapshotServiceSettings : DataServiceSettings
{
    /// <summary>Its backups.</summary>
    public required SnapshotSettings Backup { get; init; }

    /// <summary>What is brought into it once; null for nothing.</summary>
    public RestoreSettings? Restore { get; init; }

    /// <summary>Whether its environment demands that it is backed up.</summary>
    public bool IsBackupDemanded { get; init; }

    /// <inheritdoc/>
    public override bool IsBackedUp => Backup.IsEnabled;

    /// <inheritdoc/>
    public override bool NeedsObjectStorage => (IsBackedUp && IsBackupDemanded) || Restore is not null;

    /// <inheritdoc/>
    public override bool HasFolderOfNamespace => true;

    /// <summary>Its name as people write it.</summary>
    protected abstract string Title { get; }

    /// <inheritdoc/>
    public override DataServiceSettings WithoutObjectStorage() => this with { Backup = Backup with { IsEnabled = false } };

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string>> Contradictions(EnvironmentTraits environment)
    {
        if (IsBackupDemanded && !IsBackedUp)
        {
            yield return KeyValuePair.Create(
                "backup.enabled",
                $"what {Title} holds is lost with its volume; {environment.Name} promises to lose what is written in "
                    + $"{Duration.Format(environment.RecoveryPoint)} at most. Remove the line unless all of it can be made again");
        }
    }
}
