using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>
/// Data that is brought into something that holds data, once: <c>recover</c>, a backup of its own in the place of what is there; or
/// <c>import</c>, what another system has left in the object storage, where nothing is yet.
/// </summary>
/// <param name="Source">The name of the backup; of an import, the path in the bucket.</param>
/// <param name="IsImport">Which of the two.</param>
public sealed record RestoreSettings(string Source, bool IsImport)
{
    /// <summary>Reads what is set of the two; null for neither.</summary>
    /// <param name="section">The section of what holds the data.</param>
    /// <param name="format">What an import takes, as the end of a sentence.</param>
    /// <param name="example">A path of it.</param>
    internal static RestoreSettings? Read(Section section, string format, string example)
    {
        var recover = ReadKey(
            section.Child("recover", "A backup that takes the place of what is there, once. What was there is kept aside."),
            "backup",
            SettingTypes.BackupName,
            "The backup, by its name.");
        var import = ReadKey(
            section.Child("import", "Data of another system, where there is none yet: once."),
            "path",
            SettingTypes.ObjectPath(example),
            $"Path in the bucket of infra:objectStorage: {format}.");
        if (recover is not null && import is not null)
        {
            section.Report(
                $"{section.Path}.import",
                "set",
                $"{section.Path}.recover is set, too, and only one of them can be what it holds",
                $"Remove {section.Path}.import: where it was done, its line is needed no more");
        }

        return (recover, import) switch
        {
            ({ } backup, _) => new(backup, IsImport: false),
            (_, { } path) => new(path, IsImport: true),
            _ => null,
        };
    }

    private static string? ReadKey(Section section, string key, SettingType<string> type, string meaning)
        => section.IsPresent ? section.Require(key, type, type.Example, meaning, "none") : section.Find(key, type, meaning, "none");
}
