using Infra.Environments;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary>For how many days backups are kept: at least for the recovery window of the environment.</summary>
internal static class RetentionSetting
{
    private static readonly NumberRange Days = new(1, 365);

    /// <summary>What the setting takes in an environment.</summary>
    public static SettingType<int> Of(EnvironmentTraits environment)
        => SettingTypes.Integer(Days, Days with { Lowest = environment.RecoveryWindowDays });
}
