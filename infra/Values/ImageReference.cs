using System.Text.RegularExpressions;

namespace Infra.Values;

/// <summary>A container image: <c>repository[:tag][@sha256:digest]</c>.</summary>
public sealed partial record ImageReference
{
    /// <summary>
    /// What a reference looks like, as a regular expression that the JSON schema has too: the grammar of the OCI distribution
    /// specification, the registry's host being one with a dot or a port, or "localhost".
    /// </summary>
    internal const string Grammar = $"^(?<repository>(({Host}(\\.{Host})+(:[0-9]{{1,5}})?|{Host}:[0-9]{{1,5}}|localhost)/)?{Part}(/{Part})*)(:(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{{0,127}}))?(@(?<digest>sha256:[0-9a-f]{{64}}))?$";

    private const string Host = "[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?";
    private const string Part = "[a-z0-9]+((\\.|__?|-+)[a-z0-9]+)*";

    private ImageReference(string text, string repository, string? tag, string? digest)
        => (Text, Repository, Tag, Digest) = (text, repository, tag, digest);

    /// <summary>The reference as it was written.</summary>
    public string Text { get; }

    /// <summary>The registry and path.</summary>
    public string Repository { get; }

    /// <summary>The tag, where there is one.</summary>
    public string? Tag { get; }

    /// <summary>The digest with its algorithm, where there is one.</summary>
    public string? Digest { get; }

    /// <summary>Whether the same reference always means the same image, or at least a released version.</summary>
    public bool IsPinned => Digest is not null || (Tag is not null && !string.Equals(Tag, "latest", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a reference, or gives null where the text is none.</summary>
    public static ImageReference? TryParse(string text)
    {
        var match = Pattern().Match(text);
        return match.Success && match.Length == text.Length
            ? new ImageReference(text, match.Groups["repository"].Value, ValueOf(match.Groups["tag"]), ValueOf(match.Groups["digest"]))
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string? ValueOf(Group group) => group.Success ? group.Value : null;

    [GeneratedRegex(Grammar, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
