namespace Pulumi.Engine;

/// <summary>How values that JSON has no form for are told from plain objects: by a key that holds what they are.</summary>
internal static class Signature
{
    /// <summary>The key.</summary>
    public const string Key = "4dabf18193072939515e22adb298388d";

    /// <summary>A secret, with its <see cref="Value"/>.</summary>
    public const string Secret = "1b47061264138c4ac30d75fd1eb44270";

    /// <summary>An output, with its <see cref="Value"/> where it is known, and whether it is secret.</summary>
    public const string Output = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

    /// <summary>A reference to a resource, with its <see cref="Urn"/>, and its <see cref="Id"/> where it has one.</summary>
    public const string Resource = "5cf8f73096256a8f31e491e813e4eb8e";

    /// <summary>A file.</summary>
    public const string Asset = "c44067f5952c0a294b673a41bacd8c17";

    /// <summary>Several files.</summary>
    public const string Archive = "0def7320c3a5731c473e5ecbe6d01bc7";

    /// <summary>The member with the value of a secret or an output.</summary>
    public const string Value = "value";

    /// <summary>The member with the URN of a resource.</summary>
    public const string Urn = "urn";

    /// <summary>The member with the id of a resource.</summary>
    public const string Id = "id";

    /// <summary>The member of an output that says whether it is secret.</summary>
    public const string IsSecret = "secret";
}
