using System.Security.Cryptography;
using Infra.Applications.Model;
using Pulumi.Testing;

namespace Infra.Tests.Support;

/// <summary>Values of secrets that a careless connection string would not survive.</summary>
internal static class Passwords
{
    private const string Digits = "0123456789";
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>Every character that can be printed, as a value that people set might have them.</summary>
    public static string Printable { get; } = string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code));

    /// <summary>Every character of an alphabet.</summary>
    public static string Of(SecretAlphabet alphabet) => alphabet switch
    {
        SecretAlphabet.Hex => Digits + "abcdef",
        SecretAlphabet.Base64Url => Letters + Digits + "-_",
        SecretAlphabet.Alphanumeric or SecretAlphabet.Mixed => Letters + Digits,
        _ => throw new ArgumentOutOfRangeException(nameof(alphabet), alphabet, "Its characters are not known here."),
    };

    /// <summary>Answers as the provider of random values does, but for passwords of data services, which are the given one.</summary>
    public static Func<MockResourceArgs, Dictionary<string, object>?> Answer(string password) => args =>
    {
        switch (args.Type)
        {
            case "random:index/randomPassword:RandomPassword":
                return new()
                {
                    ["result"] = args.Name!.Contains("-password-")
                        ? password
                        : RandomNumberGenerator.GetString(Letters + Digits, LengthOf(args)),
                };
            case "random:index/randomBytes:RandomBytes":
                var bytes = RandomNumberGenerator.GetBytes(LengthOf(args));
                return new() { ["hex"] = Convert.ToHexStringLower(bytes), ["base64"] = Convert.ToBase64String(bytes) };
            default:
                return null;
        }
    };

    private static int LengthOf(MockResourceArgs args) => Convert.ToInt32(args.Inputs["length"]);
}
