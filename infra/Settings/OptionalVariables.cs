using Infra.Applications.Model;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary>Reads the values of variables that are absent unless the stack file sets them.</summary>
internal static class OptionalVariables
{
    // What becomes of the variable where it is left out.
    private const string Absent = "absent";

    private static readonly SettingType<string> List = SettingTypes.Items("one,two");
    private static readonly SettingType<string> Number = SettingTypes.Digits(new NumberRange(0, int.MaxValue));
    private static readonly SettingType<string> Port = SettingTypes.Digits(new NumberRange(1, 65535));
    private static readonly SettingType<Uri> Url = SettingTypes.Url("https://example.com", "https", "http");

    /// <summary>The value that the stack file gives a variable; null where it gives none.</summary>
    /// <param name="section">The section of the project's variables.</param>
    /// <param name="variable">The variable.</param>
    public static string? Find(Section section, OptionalVariable variable) => variable.Shape switch
    {
        VariableShape.Host => section.Find(variable.Name, SettingTypes.Host, variable.Meaning, Absent),
        VariableShape.Port => section.Find(variable.Name, Port, variable.Meaning, Absent),
        VariableShape.Number => section.Find(variable.Name, Number, variable.Meaning, Absent),
        VariableShape.Url => section.Find(variable.Name, Url, variable.Meaning, Absent)?.OriginalString,
        VariableShape.List => section.Find(variable.Name, List, variable.Meaning, Absent),
        _ => section.Find(variable.Name, SettingTypes.Text("text"), variable.Meaning, Absent),
    };
}
