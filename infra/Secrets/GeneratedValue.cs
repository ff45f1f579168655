using Infra.Applications.Model;
using Pulumi;
using Pulumi.Random;

namespace Infra.Secrets;

/// <summary>Makes the value of a generated secret. It is made once, and kept in the stack's state, encrypted.</summary>
internal static class GeneratedValue
{
    /// <summary>
    /// The value of a generation, and that of the one before. Each generation is a resource of its own, so that the old value stays
    /// until the next rotation.
    /// </summary>
    /// <param name="name">The name of the secret; the generation is added.</param>
    /// <param name="shape">How long it is, and of which characters.</param>
    /// <param name="generation">The generation, from 1 on.</param>
    /// <param name="parent">The component it is a part of.</param>
    /// <param name="protect">
    /// Whether the current value is protected against deletion. The one before is not: the next rotation deletes it.
    /// </param>
    public static RotatedValue Of(string name, SecretShape shape, int generation, Resource parent, bool protect = false)
    {
        return new RotatedValue(Value(generation, protect), generation > 1 ? Value(generation - 1, protect: false) : null);

        Output<string> Value(int number, bool protect) =>
            Declare($"{name}-g{number}", shape, new CustomResourceOptions { Parent = parent, Protect = protect });
    }

    private static Output<string> Declare(string resource, SecretShape shape, CustomResourceOptions options)
    {
        return Output.CreateSecret(shape.Alphabet switch
        {
            SecretAlphabet.Hex => Bytes().Hex,
            SecretAlphabet.Base64Url => Bytes().Base64.Apply(text => text.Replace('+', '-').Replace('/', '_').TrimEnd('=')),
            SecretAlphabet.Mixed => Password(fewest: 1),
            _ => Password(fewest: null),
        });

        // Where nothing is said of how many of each kind there are, nothing is sent: with another argument, the value is another one.
        Output<string> Password(int? fewest)
        {
            Input<int>? each = fewest is { } number ? number : null;
            var args = new RandomPasswordArgs
            {
                Length = shape.Length,
                Special = false,
                MinLower = each,
                MinNumeric = each,
                MinUpper = each,
            };
            return new RandomPassword(resource, args, options).Result;
        }

        RandomBytes Bytes() => new(resource, new RandomBytesArgs { Length = shape.Length }, options);
    }
}
