using System.Text.Json.Nodes;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Checks.Rules;

/// <summary>
/// What a pod may ask of the API server is said exactly. A token that is mounted goes with rights, and rights go with a pod that uses
/// them.
/// </summary>
internal sealed class ApiRightsAreExact : ICheck<CheckContext>
{
    // With these, a pod could have whatever the namespace has.
    private static readonly string[] Dangerous = ["secrets", "pods/exec", "pods/attach", "serviceaccounts/token", "roles", "rolebindings"];

    public string Id => "api-rights-exact";

    public string Sentence => "Pods get tokens for the API server only with rights, and rights name groups, resources and verbs exactly";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var plan = context.Plan;
        var accounts = plan.ByName(KubernetesKinds.ServiceAccount);
        var bindings = plan.OfKind(KubernetesKinds.RoleBinding).ToList();
        var bound = bindings.SelectMany(binding => binding.Inputs.Items("subjects")).Select(subject => subject.Text("name")).ToHashSet();
        var tokens = context.Templates.Where(HasToken).ToLookup(template => template.Spec.Text("serviceAccountName"));

        foreach (var finding in plan.OfKind(KubernetesKinds.Role).SelectMany(role => RoleFindings(role, bindings)))
            yield return finding;
        foreach (var binding in bindings)
        {
            var given = binding.Inputs.Text("roleRef.name");
            if (plan.OfKind(KubernetesKinds.Role).All(role => role.ObjectName != given))
                yield return new Finding(binding, $"it gives Role {given}, which is not there", "Declare the Role");
            foreach (var name in binding.Inputs.Items("subjects").Select(subject => subject.Text("name")))
            {
                if (!accounts.ContainsKey(name))
                {
                    yield return new Finding(
                        binding,
                        $"it gives rights to ServiceAccount {name}, which is not there",
                        "Declare the ServiceAccount");
                }
                else if (!tokens.Contains(name))
                {
                    yield return new Finding(
                        binding,
                        $"no pod of ServiceAccount {name} gets a token",
                        "Remove the rights, or mount a token");
                }
            }
        }

        foreach (var template in tokens.Where(group => !bound.Contains(group.Key)).SelectMany(group => group))
            yield return new Finding(template.Owner, "it mounts a token that gives it no right", "Bind a Role to its ServiceAccount");
    }

    /// <summary>Whether pods mount a token for the API server.</summary>
    public static bool HasToken(PodTemplate template)
        => template
            .Spec.Items("volumes")
            .SelectMany(volume => volume.Items("projected.sources"))
            .Any(source => source["serviceAccountToken"] is not null);

    private static IEnumerable<Finding> RoleFindings(PlannedResource role, List<PlannedResource> bindings)
    {
        if (bindings.TrueForAll(binding => binding.Inputs.Text("roleRef.name") != role.ObjectName))
            yield return new Finding(role, "nobody has it", "Declare a RoleBinding, or remove it");
        foreach (var rule in role.Inputs.Items("rules"))
        {
            if (Texts(rule, "apiGroups", "resources", "verbs").Contains("*"))
                yield return new Finding(role, "a rule of it allows more than it names", "Name groups, resources and verbs");
            foreach (var resource in Texts(rule, "resources").Intersect(Dangerous))
                yield return new Finding(role, $"it allows {string.Join(", ", Texts(rule, "verbs"))} of {resource}", "Do without");
        }
    }

    private static IEnumerable<string> Texts(JsonNode rule, params string[] fields)
        => fields.SelectMany(field => rule.Items(field)).Select(item => item.ToString());
}
