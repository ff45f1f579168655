using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>The settings as a table in Markdown, for docs/settings.md.</summary>
public static class SettingsTable
{
    /// <summary>The table of the settings that a loader reads.</summary>
    public static string Markdown(SettingsLoader loader)
    {
        var description = StackDescription.Of(loader);
        var rows = description.Settings.SelectMany(setting => RowsOf(setting, $"{StackReading.ProjectName}:{setting.Name}"))
            .Concat(description.Secrets.Select(RowOf));
        return string.Join('\n', rows.Prepend("|---|---|---|").Prepend("| Setting | Default | What it sets |")) + "\n";
    }

    private static IEnumerable<string> RowsOf(DescribedSetting setting, string path)
        => setting.Schema is null
            ? setting.Settings.SelectMany(inner => RowsOf(inner, $"{path}.{inner.Name}"))
            : [$"| `{path}` | {Shown(setting.Default)} | {setting.Meaning} |"];

    private static string RowOf(SuppliedSecret secret)
    {
        var necessity = secret.IsOptional ? "none" : "required";
        return $"| `{StackReading.ProjectName}:{secret.Name}` | {necessity} | Secret: `pulumi config set --secret {secret.Name}`. |";
    }

    private static string Shown(string? value) => string.IsNullOrEmpty(value) ? "none" : value;
}
