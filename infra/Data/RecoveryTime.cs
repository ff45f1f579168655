using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Settings.Reading;

namespace Infra.Data;

/// <summary>A time to recover to.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Instant">When that is.</param>
public sealed partial record RecoveryTime(string Text, DateTimeOffset Instant)
{
    private const string TimeText = "^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})$";

    /// <summary>A time with its zone (RFC 3339): without one, the server would take it for UTC.</summary>
    internal static SettingType<RecoveryTime> Type { get; } = SettingTypes.FromPattern(
        "it takes a time with seconds and a zone (RFC 3339)",
        "2026-11-30T14:05:00Z",
        ParseTime,
        TimeText,
        format: time => time.Text);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static RecoveryTime? ParseTime(string text)
        => TimePattern().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? new RecoveryTime(text.Replace(' ', 'T'), instant)
            : null;

    [GeneratedRegex(TimeText, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TimePattern();
}
