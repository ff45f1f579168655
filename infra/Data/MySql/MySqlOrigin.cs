using System.Text.RegularExpressions;
using Infra.Settings.Reading;

namespace Infra.Data.MySql;

/// <summary>
/// <c>infra:mysql.recover</c> and <c>infra:mysql.import</c>: where the data of a database comes from, once. Both lines may stay: what was
/// brought is written down, and is not brought again.
/// </summary>
public sealed partial record MySqlOrigin
{
    private const string DumpText = "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/([A-Za-z0-9_.-]+/)*[A-Za-z0-9_.-]+\\.sql(\\.gz)?$";
    private const string TimeText = "^[0-9]{8}T[0-9]{6}Z$";

    /// <summary>
    /// The backup that is restored; null where none is. Of one server a dump, by its time, which goes into a data folder of its own beside
    /// the one that is there; of a group a PerconaServerMySQLBackup, which takes the place of what is there.
    /// </summary>
    public string? Backup { get; init; }

    /// <summary>The dump that is loaded into an empty database: bucket and path; null where none is.</summary>
    public string? Import { get; init; }

    /// <summary>The folder of the data of one server.</summary>
    internal string DataFolder => Backup is { } backup ? $"recovered-{backup.ToLowerInvariant()}" : "data";

    internal static MySqlOrigin Read(Section section, bool isGroup)
    {
        var recover = section.Child("recover", "The backup that is restored, once.");
        var import = section.Child("import", "The dump of another server that is loaded into an empty database, once.");
        var origin = new MySqlOrigin
        {
            Backup = recover.Find(
                "backup",
                Backups(isGroup),
                "The backup: of one server the time of a dump, of a group the name of a PerconaServerMySQLBackup.",
                "none"),
            Import = import.Find("path", Dumps, "The dump in the object storage: bucket and path.", "none"),
        };
        if (origin is { Backup: not null, Import: not null })
        {
            section.Report(
                $"{import.Path}.path",
                $"\"{origin.Import}\"",
                "data is recovered or imported, and not both at once",
                $"Remove it, or {recover.Path}.backup");
        }

        return origin;
    }

    private static SettingType<string> Dumps => SettingTypes.FromPattern(
        "it takes a bucket, a path, and a name that ends in .sql or .sql.gz",
        "my-dumps/shop/shop.sql.gz",
        text => DumpPattern().IsMatch(text) ? text : null,
        DumpText);

    private static SettingType<string> Backups(bool isGroup) => isGroup
        ? SettingTypes.ObjectName
        : SettingTypes.FromPattern(
            "it takes the time of a dump, in UTC",
            "20261130T020000Z",
            text => TimePattern().IsMatch(text) ? text : null,
            TimeText);

    [GeneratedRegex(DumpText, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DumpPattern();

    [GeneratedRegex(TimeText, RegexOptions.None, 1000)]
    private static partial Regex TimePattern();
}
