using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary><c>infra:variables</c>: values of plain variables, and of those that are absent unless the stack file sets them.</summary>
internal static class VariableSettings
{
    // What becomes of the variable where it is left out.
    private const string Absent = "absent";

    private static readonly SettingType<string> List = SettingTypes.Items("one,two");
    private static readonly SettingType<string> Number = SettingTypes.Digits(new NumberRange(0, int.MaxValue));
    private static readonly SettingType<string> Port = SettingTypes.Digits(new NumberRange(1, 65535));
    private static readonly SettingType<Uri> Url = SettingTypes.Url("https://example.com", "https", "http");

    /// <summary>The values that the stack file gives the variables of a project, by name.</summary>
    /// <param name="section">The section.</param>
    /// <param name="project">The project.</param>
    public static ImmutableDictionary<string, string> Read(Section section, ProjectDefinition project)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>();
        var variables = project.Workloads.SelectMany(workload => workload.AllVariables).ToList();
        foreach (var variable in variables.OfType<OptionalVariable>().DistinctBy(variable => variable.Name))
        {
            if (Find(section, variable) is { } value)
                values[variable.Name] = value;
        }

        foreach (var variable in variables.OfType<PlainVariable>().GroupBy(variable => variable.Name))
        {
            var shownDefault = string.Join(" or ", variable.Select(one => one.Value).Distinct());
            var meaning = variable.Select(one => one.Meaning).FirstOrDefault(text => text.Length > 0);
            if (section.Find(variable.Key, SettingTypes.Text("30"), meaning ?? $"Value of the variable {variable.Key}.", shownDefault)
                is { } value)
            {
                values[variable.Key] = value;
            }
        }

        return values.ToImmutable();
    }

    private static string? Find(Section section, OptionalVariable variable) => variable.Shape switch
    {
        VariableShape.Host => section.Find(variable.Name, SettingTypes.Host, variable.Meaning, Absent),
        VariableShape.Port => section.Find(variable.Name, Port, variable.Meaning, Absent),
        VariableShape.Number => section.Find(variable.Name, Number, variable.Meaning, Absent),
        VariableShape.Url => section.Find(variable.Name, Url, variable.Meaning, Absent)?.OriginalString,
        VariableShape.List => section.Find(variable.Name, List, variable.Meaning, Absent),
        _ => section.Find(variable.Name, SettingTypes.Text("text"), variable.Meaning, Absent),
    };
}
