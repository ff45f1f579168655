using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;

namespace Infra.Checks.References;

/// <summary>Every service account that a pod runs under is there, and gives it no token.</summary>
internal sealed class ServiceAccountsExist : ICheck<CheckContext>
{
    public string Id => "service-accounts-exist";

    public string Sentence => "Every pod runs under a service account that exists and gives it no token";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var accounts = context.Plan.ByName(KubernetesKinds.ServiceAccount);
        foreach (var template in context.Templates)
        {
            var name = template.Spec.Text("serviceAccountName");
            if (!accounts.ContainsKey(name))
            {
                yield return new Finding(
                    template.Owner,
                    name.Length == 0
                        ? "it runs under the default service account"
                        : $"it runs under ServiceAccount {name}, which is not there",
                    "Declare a ServiceAccount of its own and name it");
            }

            if (template.Spec.At("automountServiceAccountToken")?.ToString() != "false")
            {
                yield return new Finding(
                    template.Owner,
                    "it is given a token for the API server",
                    "Set automountServiceAccountToken to false");
            }
        }

        foreach (var account in accounts.Values.Where(account => account.Inputs.At("automountServiceAccountToken")?.ToString() != "false"))
            yield return new Finding(account, "it gives its pods a token for the API server", "Set automountServiceAccountToken to false");
    }
}
