using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary><c>infra:aws.longTerm</c>: recovery points beyond what the services themselves keep.</summary>
public sealed record LongTermSettings
{
    // What RDS keeps by itself: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html
    private const int LongestOfServices = 35;

    // What a vault keeps at most: https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
    private const int LongestOfVaults = 36_500;

    private const string Monthly = "monthly";
    private const string Weekly = "weekly";

    /// <summary>For how many days each recovery point is kept.</summary>
    public required int RetentionDays { get; init; }

    /// <summary>Whether there is one every week. Default: every month.</summary>
    public required bool IsWeekly { get; init; }

    /// <summary>Whether the vault is locked: nobody deletes a recovery point before its time.</summary>
    public required bool IsLocked { get; init; }

    /// <summary>Reads the section; null where it is not there.</summary>
    internal static LongTermSettings? Read(Section section)
    {
        var settings = new LongTermSettings
        {
            RetentionDays = section.Get(
                "retentionDays",
                SettingTypes.Integer(LongestOfServices + 1, LongestOfVaults),
                365,
                "Days that a recovery point of AWS Backup is kept, beyond the 35 that RDS keeps at most."),
            IsWeekly = section.Get("schedule", SettingTypes.OneOf(Monthly, Weekly), Monthly, "How often one is taken.") == Weekly,
            IsLocked = section.Get(
                "isLocked",
                SettingTypes.Boolean,
                false,
                "Whether the vault is locked, in governance mode: who may not change the lock deletes nothing before its time."),
        };
        return section.IsPresent ? settings : null;
    }
}
