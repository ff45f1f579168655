using System.Text.Json;
using System.Text.RegularExpressions;

namespace Infra.Faults;

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

    /// <summary>A value where a map or a list belongs. Text is not quoted: it may be a secret that stands at the wrong key.</summary>
    public static string OfMisplaced(JsonElement value) => value.ValueKind == JsonValueKind.String ? "text" : Of(value);

    /// <summary>Text: its beginning, and of an address the host, as user, path and query may be secrets.</summary>
    public static string Of(string text)
    {
        var shown = WithoutSecrets(text);
        return shown.Length > LongestText ? $"\"{shown[..LongestText]}…\"" : $"\"{shown}\"";
    }

    /// <summary>Text as it is, but of an address only the host, and no user with a password.</summary>
    public static string WithoutSecrets(string text) => CredentialsPattern().Replace(AddressPattern().Replace(text, Address), "…@");

    private static string Address(Match match)
    {
        var rest = match.Groups["rest"].Value;
        // Then a password may have a '/' or '@' in it, and what looks like the host may be its beginning.
        if (rest.Contains('@'))
            return "…";
        var user = match.Groups["user"].Success ? "…@" : "";
        return user + match.Groups["host"].Value + (rest.Length > 0 ? "/…" : "");
    }

    [GeneratedRegex(
        @"(?<=://)(?<user>[^/?#\s@]*@)?(?<host>[^/?#\s@:]*(:[0-9]+(?![^/?#\s]))?)(?<rest>.*)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000)]
    private static partial Regex AddressPattern();

    // Without a scheme, and whatever the password has in it. What comes before the digest of an image is its tag.
    [GeneratedRegex(
        @"[^\s:@""]*:(?!//).*@(?!sha256:[0-9a-f]*""?$)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000)]
    private static partial Regex CredentialsPattern();
}
