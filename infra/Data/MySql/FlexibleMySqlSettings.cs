using Infra.Applications.Model;
using Infra.Backups;
using Infra.Data.Flexible;
using Infra.Environments;
using Infra.Settings.Reading;

namespace Infra.Data.MySql;

/// <summary>Reads <c>infra:mysql</c> where a flexible server of Azure runs it.</summary>
internal static class FlexibleMySqlSettings
{
    /// <summary>The fewest days that Azure keeps backups of MySQL.</summary>
    public const int FewestDays = 1;

    /// <summary>The version of a server unless a stack file says otherwise.</summary>
    public const string NewestVersion = "8.4";

    // As of 2026-11 (https://learn.microsoft.com/en-us/azure/mysql/flexible-server/concepts-version-policy).
    private static readonly string[] Versions = [NewestVersion, "8.0.21"];

    // Azure's default: one for six mebibytes of memory
    // (https://learn.microsoft.com/en-us/azure/mysql/flexible-server/concepts-server-parameters).
    private const int MebibytesEachConnection = 6;

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="project">Whose it is.</param>
    /// <param name="need">What the project needs; null where it needs none.</param>
    public static MySqlSettings Read(Section section, EnvironmentTraits environment, ProjectDefinition project, MySqlNeed? need)
    {
        var defaults = MySqlDefaults.Of(environment);
        var server = section.Child(FlexibleServerSettings.Key, FlexibleServerSettings.Meaning);
        var (flexible, version) = ReadServer(server, environment);
        var settings = defaults with
        {
            Provider = FlexibleServerSettings.Provider,
            Instances = 1,
            Flexible = flexible,
            FlexibleVersion = version,
            ServerOrigin = ManagedOrigin.Read(section, DataServiceNames.Of(project, MySqlService.ServiceName), "server"),
            Storage = section.Get(
                "storage",
                SettingTypes.BytesBetween("20Gi", "16Ti"),
                environment.Size == EnvironmentSize.Large ? "64Gi" : "20Gi",
                "Size of the server's volume at first. It grows by itself, and does not shrink."),
            MaxConnections = ConnectionsOf(flexible),
            Dump = DumpSettings.Read(section.Child("dump", "Logical dumps of MySQL, beside its backups."), defaults.Dump),
            Drill = defaults.Drill with { IsEnabled = false },
            Origin = MySqlOrigin.ReadImport(section),
        };
        FlexibleServerRules.Hold(section, server, flexible, need?.Database ?? MySqlService.DefaultDatabase);
        TlsClients.Hold(
            section,
            "provider",
            FlexibleServerSettings.Provider,
            project,
            MySqlService.ServiceName,
            variable => variable is MySqlVariable { Part: MySqlPart.CaFile },
            $"{nameof(MySqlVariable)}.{nameof(MySqlVariable.CaFile)}");
        return settings;
    }

    /// <summary>Reports that there is a section which another provider does not read.</summary>
    /// <param name="section">The section of MySQL.</param>
    /// <param name="provider">What runs it.</param>
    /// <param name="environment">The environment.</param>
    public static void Refuse(Section section, string provider, EnvironmentTraits environment)
    {
        var server = section.Child(FlexibleServerSettings.Key, FlexibleServerSettings.Meaning);
        ReadServer(server, environment);
        FlexibleServerRules.HoldProvider(section, server, provider);
    }

    private static (FlexibleServerSettings Server, string Version) ReadServer(Section section, EnvironmentTraits environment)
    {
        var allowsOthers = section.Get(
            "allowsOtherVersions",
            SettingTypes.Boolean,
            false,
            "Whether the version may be one that the program does not know, such as one that is newer.");
        var version = section.Get(
            "version",
            allowsOthers ? SettingTypes.Text(NewestVersion, "it takes a version") : SettingTypes.OneOf(Versions),
            NewestVersion,
            "Version of MySQL, as Azure names it.");
        return (FlexibleServerSettings.Read(section, environment, FewestDays), version);
    }

    private static int ConnectionsOf(FlexibleServerSettings settings) => settings.MemoryGibibytes * 1024 / MebibytesEachConnection;
}
