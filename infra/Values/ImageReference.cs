using System.Text.RegularExpressions;

namespace Infra.Values;

/// <summary>
/// A container image: <c>repository[:tag][@sha256:digest]</c>. Text converts to it; text that is none keeps, so that whoever holds it to
/// the rules can quote it.
/// </summary>
public sealed partial record ImageReference
{
    /// <summary>What is allowed, as the middle part of a fault's sentence.</summary>
    public const string Rule = "it takes an image: repository[:tag][@sha256:digest]";

    /// <summary>One that is accepted.</summary>
    public const string Example = "registry.example.com/api:1.4.0";

    /// <summary>
    /// What a reference looks like, as a regular expression that the JSON schema has too: the grammar of the OCI distribution
    /// specification, the registry's host being one with a dot or a port, or "localhost".
    /// </summary>
    internal const string Grammar =
        $"^(?<repository>(({Host}(\\.{Host})+(:[0-9]{{1,5}})?|{Host}:[0-9]{{1,5}}|localhost)/)?{Part}(/{Part})*)"
        + "(:(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(@(?<digest>sha256:[0-9a-f]{64}))?$";

    private const string Host = "[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?";
    private const string Part = "[a-z0-9]+((\\.|__?|-+)[a-z0-9]+)*";

    private readonly string? _repository;

    private ImageReference(string text)
    {
        Text = text;
        var match = Pattern().Match(text);
        if (!match.Success || match.Length != text.Length)
            return;
        _repository = match.Groups["repository"].Value;
        Tag = ValueOf(match.Groups["tag"]);
        Digest = ValueOf(match.Groups["digest"]);
    }

    /// <summary>The reference as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether the text is a reference.</summary>
    public bool IsValid => _repository is not null;

    /// <summary>The registry and path.</summary>
    /// <exception cref="FormatException">It is not valid.</exception>
    public string Repository => _repository ?? throw new FormatException($"'{Text}' is no image.");

    /// <summary>The tag, where there is one.</summary>
    public string? Tag { get; }

    /// <summary>The digest with its algorithm, where there is one.</summary>
    public string? Digest { get; }

    /// <summary>Whether the same reference always means the same image, or at least a released version.</summary>
    public bool IsPinned => Digest is not null || (Tag is not null && !string.Equals(Tag, "latest", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a reference that the program itself writes; what is none is not valid.</summary>
    public static implicit operator ImageReference(string text) => new(text);

    /// <summary>Reads a reference, or gives null where the text is none.</summary>
    public static ImageReference? TryParse(string text) => new ImageReference(text) is { IsValid: true } image ? image : null;

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string? ValueOf(Group group) => group.Success ? group.Value : null;

    [GeneratedRegex(Grammar, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
