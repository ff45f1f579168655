namespace Infra.Values;

/// <summary>Address ranges that are not the internet.</summary>
public static class PrivateAddresses
{
    /// <summary>
    /// What is of a link alone (RFC 3927), the metadata services of clouds among it, which give credentials to whoever reaches them.
    /// </summary>
    public const string LinkLocal = "169.254.0.0/16";

    /// <summary>What is between providers and their customers (RFC 6598), and of pods in some clusters.</summary>
    public const string CarrierGradeNat = "100.64.0.0/10";

    /// <summary>Those of private networks (RFC 1918).</summary>
    public static IReadOnlyList<string> Networks { get; } = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];
}
