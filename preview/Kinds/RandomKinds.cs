using Pulumi.Testing;

namespace StackPreview.Kinds;

/// <summary>
/// The facts of Pulumi.Random: whatever is declared differently makes another value.
/// https://www.pulumi.com/registry/packages/random/api-docs/randompassword/
/// </summary>
public static class RandomKinds
{
    /// <summary>A password: its result is secret.</summary>
    public static ResourceKind RandomPassword { get; } = Generated(nameof(RandomPassword), OfflineOutputs.Secrets("result", "bcryptHash"));

    /// <summary>Random bytes: they are secret.</summary>
    public static ResourceKind RandomBytes { get; } = Generated(nameof(RandomBytes), OfflineOutputs.Secrets("hex", "base64"));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ResourceKind> All { get; } =
    [
        RandomPassword,
        RandomBytes,
        Generated("RandomId", OfflineOutputs.Values("b64Std", "b64Url", "dec", "hex")),
        Generated("RandomString", OfflineOutputs.Values("result")),
        Generated("RandomUuid", OfflineOutputs.Values("result")),
        Generated("RandomPet", OfflineOutputs.None),
        // Any of those that it may be.
        Generated("RandomInteger", args => new Dictionary<string, object> { ["result"] = args.Inputs["min"] }),
        Generated("RandomShuffle", args => new Dictionary<string, object> { ["results"] = args.Inputs["inputs"] }),
        new("pulumi:providers:random"),
    ];

    private static ResourceKind Generated(string name, Func<MockResourceArgs, IDictionary<string, object>> outputs)
        => new($"random:index/{char.ToLowerInvariant(name[0])}{name[1..]}:{name}")
        {
            Outputs = outputs,
            ReplacedBy = ["*"],
            IsGenerated = true,
        };
}
