using Infra.Settings.Reading;

namespace Infra.Data.MySql;

/// <summary>
/// <c>infra:mysql.recover</c> and <c>infra:mysql.import</c>: where the data of a database comes from, once. Both lines may stay: what was
/// brought is written down, and is not brought again.
/// </summary>
public sealed record MySqlOrigin
{
    private const string FirstFolder = "data";
    private const string Recovered = "recovered-";

    private static readonly string[] Endings = [".sql", ".sql.gz"];

    /// <summary>
    /// The backup that is restored; null where none is. Of one server a dump, by its time, which goes into a data folder of its own beside
    /// the one that is there; of a group a PerconaServerMySQLBackup, which takes the place of what is there.
    /// </summary>
    public string? Backup { get; init; }

    /// <summary>The dump that is loaded into an empty database: its path in the bucket; null where none is.</summary>
    public string? Import { get; init; }

    /// <summary>The folder of the data of one server.</summary>
    internal string DataFolder => Backup is { } backup ? Recovered + backup.ToLowerInvariant() : FirstFolder;

    /// <summary>The backup that was restored into a folder; null where it is the one that a server begins with.</summary>
    internal static string? BackupIn(string folder)
        => folder.StartsWith(Recovered, StringComparison.Ordinal) ? folder[Recovered.Length..].ToUpperInvariant() : null;

    internal static MySqlOrigin Read(Section section, bool isGroup)
    {
        var recover = section.Child("recover", "The backup that is restored, once.");
        var origin = new MySqlOrigin
        {
            Backup = recover.Find(
                "backup",
                Backups(isGroup),
                "The backup: of one server the time of a dump, of a group the name of a PerconaServerMySQLBackup.",
                "none"),
            Import = ReadImport(section).Import,
        };
        if (origin is { Backup: not null, Import: not null })
        {
            section.Report(
                $"{section.Path}.import.path",
                $"\"{origin.Import}\"",
                "data is recovered or imported, and not both at once",
                $"Remove it, or {recover.Path}.backup");
        }

        return origin;
    }

    /// <summary>Reads what is loaded, where a provider restores backups itself.</summary>
    internal static MySqlOrigin ReadImport(Section section) => new()
    {
        Import = section
            .Child("import", "The dump of another server that is loaded into an empty database, once.")
            .Find("path", Dumps, "Path in the bucket of infra:objectStorage: a dump, as .sql or .sql.gz.", "none"),
    };

    private static SettingType<string> Dumps { get; } = SettingTypes.FromPattern(
        "it takes a path in a bucket whose name ends in .sql or .sql.gz",
        "imports/shop.sql.gz",
        text => SettingPatterns.ObjectPathPattern().IsMatch(text) && Endings.Any(end => text.EndsWith(end, StringComparison.Ordinal))
            ? text
            : null,
        $"{SettingPatterns.ObjectPathText[..^1]}\\.sql(\\.gz)?$");

    private static SettingType<string> Backups(bool isGroup) => isGroup ? SettingTypes.ObjectName : SettingTypes.BackupName;
}
