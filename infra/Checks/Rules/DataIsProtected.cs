using System.Globalization;
using System.Text.RegularExpressions;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Checks.Rules;

/// <summary>What holds data is not deleted by accident.</summary>
internal sealed partial class DataIsProtected : ICheck<CheckContext>
{
    // Keys and salts of the application: what was made with them is worth nothing without them.
    private const string GeneratedSecret = "infra:secrets:ApplicationSecrets$random:";

    public string Id => "data-protected";

    public string Sentence => "What holds data is protected where the environment demands it, and volumes outlive their workloads";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        // A generation that another has taken the place of is deleted by the next rotation.
        var generated = context
            .Plan.Resources.Where(resource => resource.Urn.Contains(GeneratedSecret, StringComparison.Ordinal))
            .ToList();
        var current = generated
            .GroupBy(resource => Generation().Replace(resource.Name, ""))
            .Select(generations => generations.MaxBy(GenerationOf)!);
        var holders = context.Plan.Resources.Where(resource => resource.HoldsData).Concat(current);
        foreach (var resource in holders.Where(resource => context.Environment.ProtectsData && !resource.Options.Protect))
        {
            yield return new Finding(
                resource,
                $"it holds data and {context.Environment.Name} protects data, but it can be deleted",
                "Set Protect in its options");
        }

        foreach (var set in context
                .Plan.OfKind(KubernetesKinds.StatefulSet)
                .Where(set => set.HoldsData && set.Inputs.Text("spec.persistentVolumeClaimRetentionPolicy.whenDeleted") != "Retain"))
        {
            yield return new Finding(
                set,
                "its volumes are deleted with it",
                "Set persistentVolumeClaimRetentionPolicy.whenDeleted to Retain");
        }

        foreach (var finding in context.Services.SelectMany(service => service.Protection(context)))
            yield return finding;
    }

    private static int GenerationOf(PlannedResource resource)
        => int.Parse(Generation().Match(resource.Name).Groups["number"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("-g(?<number>[0-9]+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Generation();
}
