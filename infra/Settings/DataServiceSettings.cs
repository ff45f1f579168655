using Infra.Applications.Model;
using Infra.Environments;
using Infra.Faults;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>The settings of a data service that is deployed.</summary>
public abstract record DataServiceSettings
{
    /// <summary>What runs it, one of the providers of its data service.</summary>
    public required string Provider { get; init; }

    /// <summary>The name that its backups have at the destination. Default: one that is made with it and begins with its own.</summary>
    public string? Archive { get; init; }

    /// <summary>Whether backups of it go to the object storage.</summary>
    public abstract bool IsBackedUp { get; }

    /// <summary>Whether it cannot be deployed without an object storage. Default: where it is backed up.</summary>
    public virtual bool NeedsObjectStorage => IsBackedUp;

    /// <summary>Whether its backups are in a folder of its namespace, so that no other stack's come there. Default: false.</summary>
    public virtual bool HasFolderOfNamespace => false;

    /// <summary>The same where there is no object storage. Default: itself, as it needs one.</summary>
    public virtual DataServiceSettings WithoutObjectStorage() => this;

    /// <summary>What is wrong with it that only the settings of the whole stack tell. Default: nothing.</summary>
    /// <param name="stack">The settings of the stack.</param>
    /// <param name="path">Where its section stands.</param>
    /// <param name="service">Its name.</param>
    /// <param name="commands">The commands that faults name.</param>
    internal virtual IEnumerable<Fault> FaultsIn(StackSettings stack, string path, string service, ConfigCommands commands) => [];

    /// <summary>
    /// What can be got back of it where what runs it backs it up itself; null where the stack does. Default: the stack does.
    /// </summary>
    /// <param name="service">Its name.</param>
    public virtual RecoveryObjective? RecoveryByProvider(string service) => null;

    /// <summary>The secrets that people supply for it. Default: none.</summary>
    public virtual IEnumerable<SuppliedSecret> Secrets => [];

    /// <summary>
    /// What of it is allowed and takes back what an environment promises: the keys below its section, with what follows. Default: nothing.
    /// </summary>
    public virtual IEnumerable<KeyValuePair<string, string>> Contradictions(EnvironmentTraits environment) => [];
}
