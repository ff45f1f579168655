using System.Collections.Immutable;
using Infra.Applications.Model;
using Pulumi;

namespace Infra.Secrets;

/// <summary>The values of an application's secrets, wherever they come from.</summary>
internal sealed class ApplicationSecrets : ComponentResource
{
    public ApplicationSecrets(string name, ApplicationSecretsArgs args, ComponentResourceOptions? options = null)
        : base("infra:secrets:ApplicationSecrets", name, options)
    {
        var values = ImmutableDictionary.CreateBuilder<string, RotatedValue>();
        foreach (var secret in args.Secrets)
        {
            if (secret is GeneratedSecret generated)
            {
                values.Add(
                    secret.Name,
                    GeneratedValue.Of(ResourceName(secret.Name), generated.Shape, args.Generations[secret.Name], this, args.Protect));
            }
            else if (args.Supplied.Contains(secret.Name))
            {
                values.Add(secret.Name, new RotatedValue(SuppliedValue.Of(secret.Name), Previous: null));
            }
        }

        Values = values.ToImmutable();
        RegisterOutputs();
    }

    /// <summary>The values by the secret's name; an optional secret that is not set has none.</summary>
    public ImmutableDictionary<string, RotatedValue> Values { get; }

    private static string ResourceName(string secret) => secret.ToLowerInvariant().Replace('_', '-');
}
