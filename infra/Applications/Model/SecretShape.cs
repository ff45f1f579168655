namespace Infra.Applications.Model;

/// <summary>How long a generated secret is, and of which characters.</summary>
/// <param name="Alphabet">The characters.</param>
/// <param name="Length">Random bytes for <see cref="SecretAlphabet.Hex"/> and <see cref="SecretAlphabet.Base64Url"/>, else characters.</param>
public sealed record SecretShape(SecretAlphabet Alphabet, int Length)
{
    /// <summary>Random bytes, two hexadecimal digits each: what <c>openssl rand -hex</c> makes.</summary>
    public static SecretShape Hex(int bytes) => new(SecretAlphabet.Hex, bytes);

    /// <summary>Random bytes in the URL-safe variant of base64, without padding.</summary>
    public static SecretShape Base64Url(int bytes) => new(SecretAlphabet.Base64Url, bytes);

    /// <summary>Letters and digits.</summary>
    public static SecretShape Alphanumeric(int characters) => new(SecretAlphabet.Alphanumeric, characters);
}
