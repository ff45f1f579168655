using System.Security.Cryptography;
using System.Text;

namespace Infra.Kubernetes;

/// <summary>The hash that ends the name of an object which is made anew when its content changes.</summary>
internal static class ContentHash
{
    private const int Digits = 8;

    /// <summary>Eight hexadecimal digits of a hash of the lines.</summary>
    public static string Of(params IEnumerable<string> lines)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..Digits];

    /// <summary>A name of at most so many characters: a longer one is cut, and ends in its hash.</summary>
    /// <param name="name">The name.</param>
    /// <param name="longest">The most characters.</param>
    public static string Bounded(string name, int longest)
        => name.Length <= longest ? name : $"{name[..(longest - Digits - 1)]}-{Of(name)}";
}
