using System.Text.RegularExpressions;

namespace Infra.Settings.Values;

/// <summary>A container image: <c>repository[:tag][@sha256:digest]</c>.</summary>
public sealed partial record ImageReference
{
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
        return match.Success
            ? new ImageReference(text, match.Groups["repository"].Value, ValueOf(match.Groups["tag"]), ValueOf(match.Groups["digest"]))
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string? ValueOf(Group group) => group.Success ? group.Value : null;

    // The grammar of the OCI distribution specification, a registry host being one with a dot, a port, or "localhost".
    [GeneratedRegex(
        @"^(?<repository>([a-zA-Z0-9][a-zA-Z0-9.-]*(:\d{1,5})?/)?[a-z0-9]+((\.|__?|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|__?|-+)[a-z0-9]+)*)*)(:(?<tag>\w[\w.-]{0,127}))?(@(?<digest>sha256:[0-9a-f]{64}))?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Pattern();
}
