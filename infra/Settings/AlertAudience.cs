using System.Collections.Immutable;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>Which alerts a receiver beside Slack gets.</summary>
/// <param name="Text">How it is written.</param>
/// <param name="HasCritical">Whether it gets the critical ones.</param>
/// <param name="HasWarnings">Whether it gets warnings.</param>
public sealed record AlertAudience(string Text, bool HasCritical, bool HasWarnings)
{
    /// <summary>None.</summary>
    public static readonly AlertAudience None = new("none", HasCritical: false, HasWarnings: false);

    /// <summary>The critical ones.</summary>
    public static readonly AlertAudience Critical = new("critical", HasCritical: true, HasWarnings: false);

    /// <summary>All.</summary>
    public static readonly AlertAudience All = new("all", HasCritical: true, HasWarnings: true);

    private static readonly ImmutableArray<AlertAudience> Known = [None, Critical, All];

    /// <summary>Reads one.</summary>
    internal static AlertAudience Read(Section section, string name, AlertAudience fallback, string meaning)
    {
        var text = section.Get(name, SettingTypes.OneOf([.. Known.Select(known => known.Text)]), fallback.Text, meaning);
        return Known.Single(known => known.Text == text);
    }
}
