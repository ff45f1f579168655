using System.Text.RegularExpressions;

namespace Infra.Tests.Support;

/// <summary>
/// The language of Traefik's rules, as far as the edge speaks it: matchers with arguments in backticks, '!', '&amp;&amp;', '||' and
/// parentheses (https://doc.traefik.io/traefik/routing/routers/#rule). A matcher that is not known is an error.
/// </summary>
internal sealed partial class TraefikRule
{
    private readonly Func<EdgeRequest, bool> _matches;
    private readonly List<string> _tokens;
    private int _next;

    /// <summary>Reads a rule.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public TraefikRule(string text)
    {
        Text = text;
        _tokens = [.. TokenPattern().Matches(text).Select(match => match.Value)];
        if (string.Concat(_tokens) != WhiteSpacePattern().Replace(text, ""))
            throw new FormatException($"This is no rule: {text}");
        _matches = Any();
        if (_next != _tokens.Count)
            throw new FormatException($"The rule goes on after its end, at {_tokens[_next]}: {text}");
    }

    /// <summary>The rule as it was written.</summary>
    public string Text { get; }

    /// <summary>Its priority where none is set: its length.</summary>
    public int Priority => Text.Length;

    /// <summary>Whether it matches a request.</summary>
    public bool Matches(EdgeRequest request) => _matches(request);

    private Func<EdgeRequest, bool> Any()
    {
        var matches = All();
        while (Skip("||"))
        {
            var (left, right) = (matches, All());
            matches = request => left(request) || right(request);
        }

        return matches;
    }

    private Func<EdgeRequest, bool> All()
    {
        var matches = One();
        while (Skip("&&"))
        {
            var (left, right) = (matches, One());
            matches = request => left(request) && right(request);
        }

        return matches;
    }

    private Func<EdgeRequest, bool> One()
    {
        if (Skip("!"))
        {
            var inner = One();
            return request => !inner(request);
        }

        if (Skip("("))
        {
            var inner = Any();
            Expect(")");
            return inner;
        }

        var matcher = Take();
        Expect("(");
        List<string> arguments = [Take().Trim('`')];
        while (Skip(","))
            arguments.Add(Take().Trim('`'));
        Expect(")");
        return Matcher(matcher, arguments);
    }

    private static Func<EdgeRequest, bool> Matcher(string name, List<string> arguments) => (name, arguments) switch
    {
        ("Host", [var host]) => request => string.Equals(request.Host, host, StringComparison.OrdinalIgnoreCase),
        ("Path", [var path]) => request => request.Path == path,
        ("PathPrefix", [var path]) => request => request.Path.StartsWith(path, StringComparison.Ordinal),
        ("Method", [var method]) => request => request.Method == method,
        ("Header", [var header, var value]) => request => request.Headers.GetValueOrDefault(header) == value,
        _ => throw new FormatException($"There is no matcher {name} of {arguments.Count}."),
    };

    private bool Skip(string token)
    {
        if (_next >= _tokens.Count || _tokens[_next] != token)
            return false;
        _next++;
        return true;
    }

    private void Expect(string token)
    {
        if (!Skip(token))
            throw new FormatException($"{token} is missing in {Text}");
    }

    private string Take() => _next < _tokens.Count ? _tokens[_next++] : throw new FormatException($"The rule ends too soon: {Text}");

    [GeneratedRegex("`[^`]*`|[A-Za-z]+|&&|\\|\\||[!(),]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TokenPattern();

    [GeneratedRegex("\\s(?=([^`]*`[^`]*`)*[^`]*\\z)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WhiteSpacePattern();
}
