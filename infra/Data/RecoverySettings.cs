using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Settings.Reading;

namespace Infra.Data;

/// <summary>A time to recover to.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Instant">When that is.</param>
public sealed record RecoveryTime(string Text, DateTimeOffset Instant)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>The types of the settings of a recovery.</summary>
internal static partial class RecoverySettings
{
    private const string TimeText = "^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})$";
    private const string BackupIdText = "^[0-9]{8}T[0-9]{6}$";

    /// <summary>A time with its zone (RFC 3339): without one, the server would take it for UTC.</summary>
    public static SettingType<RecoveryTime> Time { get; } = SettingTypes.FromPattern(
        "it takes a time with seconds and a zone (RFC 3339)",
        "2026-11-30T14:05:00Z",
        ParseTime,
        TimeText,
        format: time => time.Text);

    /// <summary>The identifier of a base backup: when it began, in UTC.</summary>
    public static SettingType<string> BackupId { get; } = SettingTypes.FromPattern(
        "it takes the identifier of a base backup, which is the time at which it began",
        "20261130T020000",
        text => BackupIdPattern().IsMatch(text) ? text : null,
        BackupIdText);

    private static RecoveryTime? ParseTime(string text)
        => TimePattern().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? new RecoveryTime(text.Replace(' ', 'T'), instant)
            : null;

    [GeneratedRegex(TimeText, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TimePattern();

    [GeneratedRegex(BackupIdText, RegexOptions.CultureInvariant, 1000)]
    private static partial Regex BackupIdPattern();
}
