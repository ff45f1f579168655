using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Data.Rds;
using Infra.Settings.Reading;

namespace Infra.Data.MySql;

/// <summary>The versions of MySQL that RDS has.</summary>
internal static partial class RdsMySqlVersions
{
    /// <summary>The one that instances have: the long-term support release, as the images of the platform's own clients.</summary>
    public const string Series = "8.4";

    private const string Text = "^[0-9]{1,2}\\.[0-9]{1,2}(\\.[0-9]{1,3})?(-[a-z0-9.]+)?$";

    /// <summary>The type of a setting that names one.</summary>
    public static SettingType<string> Type { get; } = SettingTypes.FromPattern(
        "it takes a version as RDS names it",
        "8.4.6",
        text => Pattern().IsMatch(text) ? text : null,
        Text,
        () => new JsonArray("string", "number"));

    /// <summary>The series of one that is named as RDS does: what it is without what comes after the second number.</summary>
    public static string SeriesOf(string? version) => version is null ? Series : string.Join('.', version.Split('.', '-').Take(2));

    /// <summary>Reports one that is older than the data of a stack that moves between providers.</summary>
    /// <param name="section">The section of the instance.</param>
    /// <param name="rds">What it says.</param>
    public static void Hold(Section section, RdsSettings rds)
    {
        if (rds.EngineVersion is not { } version || Version.Parse(SeriesOf(version)) >= Version.Parse(Series))
            return;
        section.Report(
            $"{section.Path}.engineVersion",
            $"\"{version}\"",
            $"the platform's clients are of {Series}, and the other providers of MySQL: what is dumped there loads in no older one",
            $"Use one that begins with {Series}, or remove the line");
    }

    [GeneratedRegex(Text, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
