using Infra.Applications.Model;
using Infra.Components.Data.MySql;
using Pulumi;

namespace Infra.Components.Application;

/// <summary>The values of variables that hold a part of the MySQL connection.</summary>
internal static class MySqlValues
{
    /// <summary>The folder that the certificate authority of the server is mounted at, where it has one.</summary>
    public static string CaFolder { get; } = DataServiceNames.CaFolderOf(DataServiceNames.MySql);

    /// <summary>Adds the value of a part to those that anybody may see, or to those that nobody may; the path of a certificate that is not there to neither.</summary>
    public static void Add(string variable, MySqlConnection connection, MySqlPart part, Dictionary<string, string> plain, Dictionary<string, Output<string>> secret)
    {
        if (Plain(connection, part) is { } value)
            plain.Add(variable, value);
        else if (part is MySqlPart.Url or MySqlPart.Password)
            secret.Add(variable, part == MySqlPart.Url ? connection.Url() : connection.Password);
    }

    private static string? Plain(MySqlConnection connection, MySqlPart part) => part switch
    {
        MySqlPart.Host => connection.Host,
        MySqlPart.Port => $"{connection.Port}",
        MySqlPart.Database => connection.Database,
        MySqlPart.Username => connection.Username,
        MySqlPart.CaFile when connection.CaSecret is not null => $"{CaFolder}/{connection.CaKey}",
        _ => null,
    };
}
