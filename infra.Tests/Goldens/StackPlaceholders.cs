using System.Text.RegularExpressions;
using StackPreview.Plans;

namespace Infra.Tests.Goldens;

/// <summary>
/// What only follows from which stack it is, as placeholders: <c>{namespace}</c> wherever the namespace's name stands for itself,
/// <c>{application}</c> and <c>{environment}</c> where they are a whole value, and <c>{hash}</c> for the digits that a name ends in.
/// </summary>
internal sealed partial class StackPlaceholders
{
    /// <summary>What an empty line is, at the indentation of the line before it.</summary>
    public const string EmptyLine = "{empty}";

    private const string Hash = "{hash}";

    private readonly Plan _plan;
    private readonly Dictionary<string, string> _hashes = [];

    /// <summary>The placeholders of a stack.</summary>
    /// <exception cref="InvalidOperationException">Two names differ in their digits alone.</exception>
    public StackPlaceholders(Plan plan)
    {
        _plan = plan;
        var names = plan.Resources.SelectMany(resource => new[] { resource.Name, resource.ObjectName ?? "" });
        foreach (var match in names.Select(name => HashedName().Match(name)).Where(match => match.Success))
        {
            var (name, hash) = (match.Groups["name"].Value, match.Groups["hash"].Value);
            var other = _hashes.GetValueOrDefault(name, hash);
            if (other != hash)
                throw new InvalidOperationException($"{name}-{other} and {name}-{hash} differ in their digits alone. Rename one.");
            _hashes[name] = hash;
        }
    }

    /// <summary>The digits that a name ends in; null where it does not.</summary>
    public static string? HashOf(string name) => HashedName().Match(name) is { Success: true } match ? match.Groups["hash"].Value : null;

    /// <summary>A line with placeholders.</summary>
    public string Hide(string line)
    {
        line = HashedName().Replace(line, match => IsName(match) ? $"{match.Groups["name"]}-{Hash}" : match.Value);
        line = Replace(line, $"(?<![0-9A-Za-z-]){Regex.Escape(_plan.Namespace)}(?![0-9A-Za-z])", "{namespace}");
        line = Replace(line, WholeValue(_plan.Application), "{application}");
        return Replace(line, WholeValue(_plan.Environment), "{environment}");

        bool IsName(Match match) => _hashes.GetValueOrDefault(match.Groups["name"].Value) == match.Groups["hash"].Value;
    }

    /// <summary>The text that the placeholders stand in.</summary>
    public string Show(string text) => PlaceholderName().Replace(
        Replace(text, $"(?m)^ *{Regex.Escape(EmptyLine)}$", "")
            .Replace("{environment}", _plan.Environment, StringComparison.Ordinal)
            .Replace("{application}", _plan.Application, StringComparison.Ordinal)
            .Replace("{namespace}", _plan.Namespace, StringComparison.Ordinal),
        match => $"{match.Groups["name"]}-{_hashes[match.Groups["name"].Value]}");

    private static string WholeValue(string value) => $"(?<=[:-] \"?){Regex.Escape(value)}(?=\"?$)";

    private static string Replace(string line, string pattern, string placeholder)
        => Regex.Replace(line, pattern, placeholder, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    [GeneratedRegex("(?<name>[a-z0-9][a-z0-9-]*)-(?<hash>[0-9a-f]{8})(?![0-9A-Za-z-])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HashedName();

    [GeneratedRegex("(?<name>[a-z0-9][a-z0-9-]*)-\\{hash\\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PlaceholderName();
}
