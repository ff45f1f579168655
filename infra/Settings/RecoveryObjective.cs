namespace Infra.Settings;

/// <summary>What of one thing that holds data can be got back after a loss, and how that is known.</summary>
public sealed record RecoveryObjective
{
    /// <summary>Its name in the namespace.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The recovery point objective: what was written within that time of the loss may be gone. Null where nothing is backed up.
    /// </summary>
    public required TimeSpan? Loss { get; init; }

    /// <summary>How far back a recovery can go, in days. Null where nothing is backed up.</summary>
    public required int? WindowDays { get; init; }

    /// <summary>Whether a recovery can go to any second of that time, and not only to when a backup was taken.</summary>
    public bool IsToTheSecond { get; init; }

    /// <summary>Where the backups are: bucket and path. Null where nothing is backed up.</summary>
    public required string? Place { get; init; }

    /// <summary>What proves that it can be recovered, as the end of a sentence. Null where nothing does.</summary>
    public required string? Proof { get; init; }

    /// <summary>Whether it runs elsewhere, and neither goes with the stack nor is backed up by it beyond what is said here.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>What is left of its backups once the stack is gone. Default: all of them, which nobody prunes any more.</summary>
    public string Left { get; init; } = "backups, which nobody prunes any more";

    /// <summary>
    /// The CronJob that takes a backup now, whenever somebody makes a Job of it. Null where nothing is backed up.
    /// </summary>
    public string? Job { get; init; }

    /// <summary>One of what is not backed up.</summary>
    public static RecoveryObjective None(string name) => new()
    {
        Name = name,
        Loss = null,
        WindowDays = null,
        Place = null,
        Proof = null,
    };
}
