using System.Security.Cryptography;
using System.Text;

namespace Infra.Kubernetes;

/// <summary>The hash that ends the name of an object which is made anew when its content changes.</summary>
internal static class ContentHash
{
    /// <summary>Eight hexadecimal digits of a hash of the lines.</summary>
    public static string Of(params IEnumerable<string> lines)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..8];
}
