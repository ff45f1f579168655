using System.Text.RegularExpressions;
using Infra.Settings.Reading;

namespace Infra.Data;

/// <summary>The types of the settings of a recovery.</summary>
internal static partial class RecoverySettings
{
    private const string BackupIdText = "^[0-9]{8}T[0-9]{6}$";

    /// <summary>The identifier of a base backup: when it began, in UTC.</summary>
    public static SettingType<string> BackupId { get; } = SettingTypes.FromPattern(
        "it takes the identifier of a base backup, which is the time at which it began",
        "20261130T020000",
        text => BackupIdPattern().IsMatch(text) ? text : null,
        BackupIdText);

    [GeneratedRegex(BackupIdText, RegexOptions.CultureInvariant, 1000)]
    private static partial Regex BackupIdPattern();
}
