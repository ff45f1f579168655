using Infra.Secrets;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Checks.References;

/// <summary>What comes from a store of secrets, and what goes to one, has a store that is there, and is kept up to date.</summary>
internal sealed class ExternalSecretsComplete : ICheck<CheckContext>
{
    private const string Never = "0";

    public string Id => "external-secrets-complete";

    public string Sentence => "Every ExternalSecret and PushSecret has a store that exists, a refresh, and values";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var stores = context.Plan.ByName(ExternalSecretKinds.SecretStore);
        foreach (var secret in context.Plan.OfKind(ExternalSecretKinds.ExternalSecret))
        {
            var store = secret.Inputs.Text("spec.secretStoreRef.name");
            if (secret.Inputs.Text("spec.secretStoreRef.kind") == "ClusterSecretStore")
                yield return new Finding(secret, "it opens a store that all namespaces share", "Use the SecretStore of the namespace");
            else if (!stores.ContainsKey(store))
                yield return Missing(secret, store);
            if (secret.Inputs.Text("spec.refreshPolicy") == "CreatedOnce" || !IsRefreshed(secret))
                yield return new Finding(secret, "its values are never read again", "Set refreshPolicy to Periodic, and refreshInterval");
            if (!secret.Inputs.Items("spec.data").Any())
                yield return new Finding(secret, "it has no value by name", "Name each value below data");
        }

        foreach (var push in context.Plan.OfKind(ExternalSecretKinds.PushSecret))
        {
            foreach (var store in push.Inputs.Items("spec.secretStoreRefs").Select(one => one.Text("name")))
            {
                if (!stores.ContainsKey(store))
                    yield return Missing(push, store);
            }

            if (!IsRefreshed(push))
                yield return new Finding(push, "its values are never written again", "Set refreshInterval");
        }
    }

    private static Finding Missing(PlannedResource secret, string store) => new(
        secret,
        $"SecretStore {store} is not there: its values never come",
        $"Declare SecretStore {store}, or correct the name");

    private static bool IsRefreshed(PlannedResource secret)
        => secret.Inputs.Text("spec.refreshInterval") is { Length: > 0 } interval && !interval.StartsWith(Never, StringComparison.Ordinal);
}
