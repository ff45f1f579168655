using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Checks.Rules;

/// <summary>
/// An application has Secrets of its own: whoever breaks into its pods finds no key of the backups, by which these could be deleted.
/// </summary>
internal sealed class SecretsAreOwn : ICheck<CheckContext>
{
    public string Id => "secrets-own";

    public string Sentence => "Workloads of the application read no Secret of the platform: not those of backups, alerts or registries";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var secrets = context.Plan.OfKind(KubernetesKinds.Secret).ToDictionary(secret => secret.ObjectName!);
        return from workload in context.Settings.Application.AllWorkloads
               from template in context.TemplatesByWorkload[workload.Name]
               from reference in ObjectReference.In(template.Owner)
               where reference.Kind == ReferenceFact.Secret
               let secret = secrets.GetValueOrDefault(reference.Name)
               where secret is not null && secret.Parent != template.Owner.Parent && !IsCertificateAlone(secret)
               select new Finding(
                   template.Owner,
                   $"it reads {secret.Title}, which is not its own",
                   "Give the workload a secret of its own");
    }

    // What servers are verified with opens nothing.
    private static bool IsCertificateAlone(PlannedResource secret)
        => secret.Inputs.Entries("data").Concat(secret.Inputs.Entries("stringData")).Select(entry => entry.Key).SequenceEqual(["ca.crt"]);
}
