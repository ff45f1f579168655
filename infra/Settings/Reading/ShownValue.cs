using System.Text.Json;
using System.Text.RegularExpressions;

namespace Infra.Settings.Reading;

/// <summary>Writes a value as a fault quotes it.</summary>
internal static partial class ShownValue
{
    private const int LongestText = 100;

    /// <summary>A value of a structured setting.</summary>
    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "a map",
        JsonValueKind.Array => "a list",
        JsonValueKind.Null => "empty",
        JsonValueKind.String => Of(value.GetString()!),
        _ => value.GetRawText(),
    };

    /// <summary>Text: its beginning, without the password of an address.</summary>
    public static string Of(string text)
    {
        var shown = PasswordPattern().Replace(text, "…@");
        return shown.Length > LongestText ? $"\"{shown[..LongestText]}…\"" : $"\"{shown}\"";
    }

    [GeneratedRegex(@"(?<=://)[^/\s@]*@", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PasswordPattern();
}
