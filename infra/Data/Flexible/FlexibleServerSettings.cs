using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Environments;
using Infra.Settings;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Data.Flexible;

/// <summary>A flexible server of Azure, of Postgres or MySQL: what is said of both alike.</summary>
public sealed partial record FlexibleServerSettings
{
    /// <summary>The key of the section.</summary>
    internal const string Key = "flexibleServer";

    /// <summary>The value of the setting <c>provider</c>.</summary>
    internal const string Provider = "flexible-server";

    /// <summary>What the section is about.</summary>
    internal const string Meaning = "The server, where provider is flexible-server.";

    /// <summary>The most days that Azure keeps backups: for longer, Azure Backup does.</summary>
    internal const int MostDays = 35;

    /// <summary>A standby in another zone.</summary>
    internal const string ZoneRedundant = "ZoneRedundant";

    /// <summary>No standby.</summary>
    internal const string NoStandby = "Disabled";

    private const string SizeText = "^Standard_(B[0-9]{1,2}(ms|s)|[DE][0-9]{1,2}a?d?i?s_v[3-6])$";
    private const string WindowText = "^(sun|mon|tue|wed|thu|fri|sat):([01][0-9]|2[0-3]):(00|15|30|45)$";

    // In the order of Azure, which counts them from 0.
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>The size of the server, and of its standby.</summary>
    public required string Size { get; init; }

    /// <summary>Whether there is a standby, and where: Disabled, SameZone or ZoneRedundant.</summary>
    public required string HighAvailability { get; init; }

    /// <summary>The number of days that backups are kept, and that a recovery can go back.</summary>
    public required int RetentionDays { get; init; }

    /// <summary>Whether backups are copied to the paired location.</summary>
    public required bool IsGeoRedundant { get; init; }

    /// <summary>When it is maintained, in UTC: the begin of an hour of a week, <c>sun:03:00</c>.</summary>
    public required string MaintenanceWindow { get; init; }

    /// <summary>The tier, which is the family of the size: Burstable, GeneralPurpose or MemoryOptimized.</summary>
    internal string Tier => Size["Standard_".Length] switch
    {
        'B' => "Burstable",
        'D' => "GeneralPurpose",
        _ => "MemoryOptimized",
    };

    /// <summary>Whether its CPU runs on credits.</summary>
    internal bool IsBurstable => Tier == "Burstable";

    /// <summary>The day of the maintenance window, 0 for Sunday.</summary>
    internal int MaintenanceDay => Array.IndexOf(Days, MaintenanceWindow[..3]);

    /// <summary>The hour of the maintenance window.</summary>
    internal int MaintenanceHour => int.Parse(MaintenanceWindow[4..6], CultureInfo.InvariantCulture);

    /// <summary>The minute of the maintenance window.</summary>
    internal int MaintenanceMinute => int.Parse(MaintenanceWindow[7..9], CultureInfo.InvariantCulture);

    /// <summary>
    /// The memory of the size in GiB: 8 a core in the family E, 4 in D, and in B 4 but for the two smallest
    /// (https://learn.microsoft.com/en-us/azure/virtual-machines/sizes/overview).
    /// </summary>
    internal int MemoryGibibytes => Size switch
    {
        "Standard_B1ms" => 2,
        "Standard_B2s" => 4,
        _ when Tier == "MemoryOptimized" => Cores * 8,
        _ => Cores * 4,
    };

    /// <summary>Its cores.</summary>
    internal int Cores => int.Parse(CoresPattern().Match(Size).ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>What can be got back of the server: what is written is at the backups after five minutes at most.</summary>
    /// <param name="service">The name of the data service.</param>
    internal RecoveryObjective RecoveryOf(string service) => new()
    {
        Name = service,
        // https://learn.microsoft.com/en-us/azure/postgresql/flexible-server/concepts-backup-restore
        Loss = TimeSpan.FromMinutes(5),
        WindowDays = RetentionDays,
        IsToTheSecond = true,
        Place = IsGeoRedundant ? "Azure, as another server; in the paired location, up to an hour older" : "Azure, as another server",
        Left = "backups for about five days, from which Azure can bring the server back",
        Proof = null,
    };

    /// <summary>What takes back that the environment survives the loss of a zone; null for nothing.</summary>
    internal KeyValuePair<string, string>? Contradiction(EnvironmentTraits environment) => HighAvailability != NoStandby
        ? null
        : KeyValuePair.Create(
            $"{Key}.highAvailability",
            $"without a standby, it is away while its zone is, and while it is maintained; {environment.Name} promises to survive the "
                + $"loss of a node. Use {ZoneRedundant}");

    /// <summary>What is said of a server, unless a stack file says otherwise.</summary>
    internal static FlexibleServerSettings Of(EnvironmentTraits environment) => new()
    {
        Size = environment.SurvivesNodeLoss ? "Standard_D2ds_v5" : "Standard_B2s",
        HighAvailability = environment.SurvivesNodeLoss ? ZoneRedundant : NoStandby,
        RetentionDays = environment.RecoveryWindowDays,
        IsGeoRedundant = environment.ProtectsData,
        MaintenanceWindow = "sun:03:00",
    };

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="fewestDays">The fewest days that Azure keeps backups.</param>
    internal static FlexibleServerSettings Read(Section section, EnvironmentTraits environment, int fewestDays)
    {
        var defaults = Of(environment);
        return new FlexibleServerSettings
        {
            Size = section.Get(
                "size",
                SettingTypes.FromPattern(
                    "it takes the size of a flexible server, of the family B, D or E",
                    "Standard_D2ds_v5",
                    text => SizePattern().IsMatch(text) ? text : null,
                    SizeText),
                defaults.Size,
                "Size of the server, and of its standby. The family says the tier: B burstable, D general purpose, E memory optimized."),
            HighAvailability = section.Get(
                "highAvailability",
                SettingTypes.OneOf(ZoneRedundant, "SameZone", NoStandby),
                defaults.HighAvailability,
                "Whether a standby takes over where the primary is lost, and whether it is in another zone."),
            RetentionDays = section.Get(
                "retentionDays",
                SettingTypes.Integer(new NumberRange(fewestDays, MostDays), new NumberRange(environment.RecoveryWindowDays, MostDays)),
                defaults.RetentionDays,
                "The number of days that backups are kept, and that a recovery can go back."),
            IsGeoRedundant = section.Get(
                "geoRedundantBackup",
                SettingTypes.Boolean,
                defaults.IsGeoRedundant,
                "Whether backups are copied to the paired location. It is said when the server is made, and stays."),
            MaintenanceWindow = section.Get(
                "maintenanceWindow",
                SettingTypes.FromPattern(
                    "it takes the begin of an hour of the week in quarters of an hour, in UTC",
                    "sun:03:00",
                    text => WindowPattern().IsMatch(text) ? text : null,
                    WindowText),
                defaults.MaintenanceWindow,
                "When it is maintained: the hour of the week that begins then, in UTC."),
        };
    }

    [GeneratedRegex(SizeText, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SizePattern();

    [GeneratedRegex(WindowText, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WindowPattern();

    [GeneratedRegex("(?<=^Standard_[BDE])[0-9]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CoresPattern();
}
