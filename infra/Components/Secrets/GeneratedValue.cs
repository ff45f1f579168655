using Infra.Applications.Model;
using Pulumi;
using Pulumi.Random;

namespace Infra.Components.Secrets;

/// <summary>Makes the value of a generated secret. It is made once, and kept in the stack's state, encrypted.</summary>
internal static class GeneratedValue
{
    // Each generation is a resource of its own, so that a rotation leaves the old value valid until it is revoked.
    private const int Generation = 1;

    /// <summary>The value, always a secret.</summary>
    /// <param name="name">The name of the secret; the generation is added.</param>
    /// <param name="shape">How long it is, and of which characters.</param>
    /// <param name="options">How the resource that keeps it is deployed.</param>
    public static Output<string> Of(string name, SecretShape shape, CustomResourceOptions options)
    {
        var resource = $"{name}-g{Generation}";
        return Output.CreateSecret(shape.Alphabet switch
        {
            SecretAlphabet.Hex => Bytes().Hex,
            SecretAlphabet.Base64Url => Bytes().Base64.Apply(text => text.Replace('+', '-').Replace('/', '_').TrimEnd('=')),
            _ => new RandomPassword(resource, new RandomPasswordArgs { Length = shape.Length, Special = false }, options).Result,
        });

        RandomBytes Bytes() => new(resource, new RandomBytesArgs { Length = shape.Length }, options);
    }
}
