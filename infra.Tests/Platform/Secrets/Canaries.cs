using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Pulumi.Testing;

namespace Infra.Tests.Platform.Secrets;

/// <summary>Secret values of a run that are unlike anything else, so that they are found wherever they go.</summary>
internal sealed class Canaries
{
    private readonly ConcurrentDictionary<string, string> _values = new();

    /// <summary>The values that were given out.</summary>
    public IEnumerable<string> Values => _values.Values;

    /// <summary>
    /// The value of a secret: the same each time, and with characters that change on the way into URLs and into URL-safe base64.
    /// </summary>
    /// <param name="origin">Where the secret comes from.</param>
    public string Of(string origin) => _values.GetOrAdd(origin, name => $"canary+{name}/of-this-run=");

    /// <summary>
    /// The state of a resource that makes a secret, not marked as one, as a careless provider would give it; null for any other.
    /// </summary>
    public Dictionary<string, object>? StateOf(MockResourceArgs args) => args.Type switch
    {
        "random:index/randomPassword:RandomPassword" => new() { ["result"] = Of(args.Name!) },
        "random:index/randomBytes:RandomBytes" => new() { ["hex"] = Of(args.Name!), ["base64"] = Of(args.Name!) },
        _ => null,
    };

    /// <summary>A value as it is, and what is made of it on the way.</summary>
    public static IReadOnlyList<string> FormsOf(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        return
        [
            value,
            Uri.EscapeDataString(value),
            Convert.ToBase64String(bytes),
            value.Replace('+', '-').Replace('/', '_').TrimEnd('='),
            Convert.ToHexStringLower(SHA256.HashData(bytes)),
        ];
    }
}
