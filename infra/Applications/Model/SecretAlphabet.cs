namespace Infra.Applications.Model;

/// <summary>The characters of a generated secret.</summary>
public enum SecretAlphabet
{
    /// <summary>0-9 and a-f.</summary>
    Hex,

    /// <summary>Letters, digits, '-' and '_'.</summary>
    Base64Url,

    /// <summary>Letters and digits.</summary>
    Alphanumeric,
}
