using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary><c>infra:generations</c>: how often each generated secret has been made anew.</summary>
public static class GenerationSettings
{
    /// <summary>The generations by the name of the secret, or of the data service whose passwords they are. The first is 1.</summary>
    internal static ImmutableDictionary<string, int> Read(
        Section section,
        ApplicationDefinition application,
        IEnumerable<string> dataServices)
    {
        var secrets = application.Secrets.OfType<GeneratedSecret>().Select(secret => (secret.Name, Meaning: MeaningOfSecret(secret.Name)));
        var passwords = dataServices.Select(service => (Name: service, Meaning: MeaningOfPassword(service)));
        return secrets
            .Concat(passwords)
            .DistinctBy(one => one.Name)
            .ToImmutableDictionary(one => one.Name, one => section.Get(one.Name, SettingTypes.Integer(1, 10_000), 1, one.Meaning));
    }

    private static string MeaningOfSecret(string name)
        => $"Generation of the secret {name}. Raise it by one, never by more, for a new value; what uses it is rolled out.";

    private static string MeaningOfPassword(string service)
        => $"Generation of the password of {service}. Raise it by one for a new one; its clients are rolled out.";
}
