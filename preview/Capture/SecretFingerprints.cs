using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StackPreview.Kinds;

namespace StackPreview.Capture;

/// <summary>
/// Fingerprints of secrets as they are declared, so that plans can be compared without showing any. Only for runs whose secrets are all
/// placeholders, which are made of the names of secrets: of a real one, a fingerprint would let whoever has a plan try out guesses. Of
/// what stands in a Secret and is declared in plain text, such as a user's name, it is one of that text, which stands in the source for
/// all to read.
/// </summary>
/// <param name="ns">The stack's namespace. It counts as the word itself, so that what stacks declare alike has one fingerprint.</param>
internal sealed partial class SecretFingerprints(string ns)
{
    // 64 bits: enough to tell the declarations of one place apart.
    private const int Digits = 16;

    private readonly Dictionary<string, string> _generated = [];

    /// <summary>Learns how a value is generated, as it is another one where that changes.</summary>
    /// <param name="name">The name of the resource that generates it.</param>
    /// <param name="inputs">How.</param>
    public void Learn(string name, JsonObject inputs) => _generated[Placeholder.Of(name)] = inputs.ToJsonString();

    /// <summary>The fingerprints of what a reader has masked, by where it stands.</summary>
    /// <param name="owner">What it belongs to. The same secret in two places has two fingerprints.</param>
    /// <param name="masked">What was masked; each mask stands where it belongs by now.</param>
    /// <param name="prefix">What the places begin with. Default: nothing.</param>
    public ImmutableSortedDictionary<string, string> Of(string owner, IEnumerable<MaskedValue> masked, string prefix = "")
    {
        var fingerprints = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var value in masked)
        {
            var place = PlaceOf(value, prefix);
            fingerprints.Add(place, Of($"{owner}\n{place}\n{TextOf(value)}"));
        }

        return fingerprints.ToImmutable();
    }

    private static string PlaceOf(MaskedValue value, string prefix) => (prefix + value.Mask.GetPath()[1..]).TrimStart('.');

    private static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];

    private string TextOf(MaskedValue value)
    {
        var text = new InputReader(isRevealing: true).Read(value.Declared)?.ToJsonString() ?? "";
        var ways = Placeholders().Matches(text).Select(match => _generated.GetValueOrDefault(match.Value));
        return $"{(ns.Length > 0 ? text.Replace(ns, "{namespace}", StringComparison.Ordinal) : text)}\n{string.Join('\n', ways)}";
    }

    [GeneratedRegex("placeholder-[A-Za-z0-9_-]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Placeholders();
}
