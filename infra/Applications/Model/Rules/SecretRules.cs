using System.Text.RegularExpressions;
using Infra.Faults;
using Infra.Values;

namespace Infra.Applications.Model.Rules;

/// <summary>The rules for an application's secrets.</summary>
internal static partial class SecretRules
{
    // Of bytes or characters.
    private static readonly NumberRange Lengths = new(16, int.MaxValue);

    /// <summary>What is wrong with the secrets.</summary>
    public static IEnumerable<Fault> FaultsOf(ApplicationDefinition application)
    {
        foreach (var group in Duplicates.Of(application.Secrets, secret => secret.Name))
        {
            yield return new Fault(
                $"Secret {group.Key}",
                $"defined {group.Count()} times",
                "a secret has one definition",
                "Use one for all variables");
        }

        foreach (var secret in application.Secrets)
        {
            if (!NamePattern().IsMatch(secret.Name))
            {
                yield return new Fault(
                    "Secret",
                    $"\"{secret.Name}\"",
                    "names of secrets are upper-case letters, digits and '_', and begin with a letter",
                    "Rename it");
            }

            if (secret is GeneratedSecret { Shape.Length: var length } && !Lengths.Contains(length))
            {
                yield return new Fault(
                    $"Secret {secret.Name}",
                    $"{length} long",
                    $"a generated secret has at least {Lengths.Lowest} bytes or characters",
                    Lengths.FixOf(length));
            }

            if (
                PlatformSecrets.All.FirstOrDefault(platform => platform.Name == secret.Name) is { } own
                && PlatformFault(secret, own) is { } fault)
            {
                yield return fault;
            }
        }
    }

    private static Fault? PlatformFault(SecretDefinition secret, SuppliedSecret own)
    {
        if (!PlatformSecrets.Shared.Contains(own))
            return new Fault("Secret", $"\"{secret.Name}\"", "the platform has a secret of this name, which is its own", "Rename it");
        return secret == own
            ? null
            : new Fault(
                "Secret",
                $"\"{secret.Name}\"",
                "the platform has a secret of this name, which applications may use as it is",
                $"Rename it, or use the definition in {nameof(PlatformSecrets)}");
    }

    [GeneratedRegex("^[A-Z][A-Z0-9_]*\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamePattern();
}
