namespace Infra.Applications.Model;

/// <summary>A secret of an application. Its name is its variable's, and for a supplied one the key of the stack file.</summary>
/// <param name="Name">Upper-case letters, digits and '_'.</param>
public abstract record SecretDefinition(string Name)
{
    /// <summary>What the name of the previous generation's variable ends in.</summary>
    public const string PreviousSuffix = "_PREVIOUS";

    /// <summary>What it is for, a sentence that stands on the application's page. Default: nothing.</summary>
    public string Meaning { get; init; } = "";

    /// <summary>A secret that is made once and kept; <c>infra:generations</c> makes a new one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">How long it is, and of which characters.</param>
    /// <param name="keepsPrevious">Whether workloads get the previous generation as well, as <c>NAME_PREVIOUS</c>. Default: false.</param>
    /// <param name="meaning">What it is for, a sentence.</param>
    public static SecretDefinition Generated(string name, SecretShape shape, bool keepsPrevious = false, string meaning = "")
        => new GeneratedSecret(name, shape, keepsPrevious) { Meaning = meaning };

    /// <summary>A secret that must be set: <c>pulumi config set --secret NAME</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="meaning">What it is for, a sentence.</param>
    public static SecretDefinition Supplied(string name, string meaning = "")
        => new SuppliedSecret(name, IsOptional: false) { Meaning = meaning };

    /// <summary>A secret that may be set.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="meaning">What it is for, a sentence.</param>
    public static SecretDefinition Optional(string name, string meaning = "")
        => new SuppliedSecret(name, IsOptional: true) { Meaning = meaning };
}

/// <summary>A secret that is made once and kept in the stack's state, until its generation is raised.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">How long it is, and of which characters.</param>
/// <param name="KeepsPrevious">
/// Whether workloads get the previous generation as well, in a variable of the same name with <c>_PREVIOUS</c>, so that both are valid
/// until the old one is revoked.
/// </param>
public sealed record GeneratedSecret(string Name, SecretShape Shape, bool KeepsPrevious) : SecretDefinition(Name);

/// <summary>A secret that people set, encrypted, in the stack file.</summary>
/// <param name="Name">Its name, and the key in the stack file.</param>
/// <param name="IsOptional">Whether the application does without it.</param>
public sealed record SuppliedSecret(string Name, bool IsOptional) : SecretDefinition(Name)
{
    /// <summary>Whether it is an address that nobody is to read on the way: it begins with <c>https://</c>. Default: any text.</summary>
    public bool IsHttpsAddress { get; init; }
}

/// <summary>How long a generated secret is, and of which characters.</summary>
/// <param name="Alphabet">The characters.</param>
/// <param name="Length">
/// Random bytes for <see cref="SecretAlphabet.Hex"/> and <see cref="SecretAlphabet.Base64Url"/>, else characters.
/// </param>
public sealed record SecretShape(SecretAlphabet Alphabet, int Length)
{
    /// <summary>Random bytes, two hexadecimal digits each: what <c>openssl rand -hex</c> makes.</summary>
    public static SecretShape Hex(int bytes) => new(SecretAlphabet.Hex, bytes);

    /// <summary>Random bytes in the URL-safe variant of base64, without padding.</summary>
    public static SecretShape Base64Url(int bytes) => new(SecretAlphabet.Base64Url, bytes);

    /// <summary>Letters and digits.</summary>
    public static SecretShape Alphanumeric(int characters) => new(SecretAlphabet.Alphanumeric, characters);

    /// <summary>Letters and digits, of each kind at least one, as some servers demand.</summary>
    public static SecretShape Mixed(int characters) => new(SecretAlphabet.Mixed, characters);
}

/// <summary>The characters of a generated secret.</summary>
public enum SecretAlphabet
{
    /// <summary>0-9 and a-f.</summary>
    Hex,

    /// <summary>Letters, digits, '-' and '_'.</summary>
    Base64Url,

    /// <summary>Letters and digits.</summary>
    Alphanumeric,

    /// <summary>Upper-case letters, lower-case letters and digits, at least one of each.</summary>
    Mixed,
}

/// <summary>A secret that a container reads from a file; the file is absent where the secret is optional and not set.</summary>
/// <param name="Path">The file's absolute path. Its folder holds nothing else.</param>
/// <param name="Definition">The secret.</param>
public sealed record SecretFile(string Path, SecretDefinition Definition);
