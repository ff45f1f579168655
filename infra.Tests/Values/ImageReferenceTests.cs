using Infra.Values;

namespace Infra.Tests.Values;

public sealed class ImageReferenceTests
{
    private const string SixtyFourCharacters = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Digest = $"sha256:{SixtyFourCharacters}";

    [Theory]
    [InlineData("postgres", "postgres", null, null, false)]
    [InlineData("postgres:18", "postgres", "18", null, true)]
    [InlineData("postgres:latest", "postgres", "latest", null, false)]
    [InlineData("postgres:Latest", "postgres", "Latest", null, false)]
    [InlineData("library/postgres:18.1-trixie", "library/postgres", "18.1-trixie", null, true)]
    [InlineData("registry.example.com/team/app:1.0.0", "registry.example.com/team/app", "1.0.0", null, true)]
    [InlineData("Registry.Example.com/app:1", "Registry.Example.com/app", "1", null, true)]
    [InlineData("registry.example.com:5000/app", "registry.example.com:5000/app", null, null, false)]
    [InlineData("registry:5000/app:1_0", "registry:5000/app", "1_0", null, true)]
    [InlineData("localhost/app:1", "localhost/app", "1", null, true)]
    [InlineData("localhost:5000/app:1", "localhost:5000/app", "1", null, true)]
    [InlineData("ghcr.io/a__b/c-d--e/f.g:1", "ghcr.io/a__b/c-d--e/f.g", "1", null, true)]
    [InlineData($"ghcr.io/team/app@{Digest}", "ghcr.io/team/app", null, Digest, true)]
    [InlineData($"ghcr.io/team/app:latest@{Digest}", "ghcr.io/team/app", "latest", Digest, true)]
    public void A_reference_is_a_repository_with_a_tag_or_a_digest(
        string text,
        string repository,
        string? tag,
        string? digest,
        bool isPinned)
    {
        var image = ImageReference.TryParse(text)!;
        Assert.Equal((repository, tag, digest, isPinned), (image.Repository, image.Tag, image.Digest, image.IsPinned));
        Assert.Equal(text, image.ToString());
        Assert.Equal(image, (ImageReference)text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" app:1")]
    [InlineData("app:1\n")]
    [InlineData("App:1")]
    [InlineData("Team/app:1")]
    [InlineData("registry.example.com/Team/app:1")]
    [InlineData("https://registry.example.com/app:1")]
    [InlineData("registry.example.com//app:1")]
    [InlineData("registry.example.com/app/:1")]
    [InlineData("/app:1")]
    [InlineData("-registry.example.com/app:1")]
    [InlineData("app:")]
    [InlineData("app:.1")]
    [InlineData("app:tág")]
    [InlineData("app:1:2")]
    [InlineData("a___b:1")]
    [InlineData("app_:1")]
    [InlineData("app@sha256:abc")]
    [InlineData("app@sha512:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("app@sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData($"app@{Digest}:1")]
    // One character more than a tag has.
    [InlineData("app:" + SixtyFourCharacters + SixtyFourCharacters + "a")]
    public void Anything_else_is_none(string text)
    {
        ImageReference image = text;
        Assert.Null(ImageReference.TryParse(text));
        Assert.Equal((false, false, text), (image.IsValid, image.IsPinned, image.Text));
        Assert.Throws<FormatException>(() => image.Repository);
    }
}
