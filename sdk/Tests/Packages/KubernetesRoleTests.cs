using System.Collections.Immutable;
using Pulumi.Kubernetes.Rbac.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;
using Sdk.Tests.Support;

namespace Sdk.Tests.Packages;

/// <summary>Roles, and who has them.</summary>
public class KubernetesRoleTests
{
    private const string RoleToken = "kubernetes:rbac.authorization.k8s.io/v1:Role";
    private const string BindingToken = "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding";

    [Fact]
    public async Task A_Role_has_the_rules_that_it_is_given()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new Role("r", new RoleArgs
        {
            Rules = { new PolicyRuleArgs { ApiGroups = { "" }, Resources = { "pods" }, ResourceNames = { "api" }, Verbs = { "get" } } },
        }));

        var inputs = run.Engine.Inputs(RoleToken, "r");
        Assert.Equal(("rbac.authorization.k8s.io/v1", "Role"), (inputs["apiVersion"], inputs["kind"]));
        var rules = Assert.IsType<ImmutableArray<object>>(inputs["rules"]);
        var rule = Assert.IsType<ImmutableDictionary<string, object>>(Assert.Single(rules));
        Assert.Equal(["apiGroups", "resourceNames", "resources", "verbs"], rule.Keys.Order());
    }

    [Fact]
    public async Task A_RoleBinding_leads_from_subjects_to_a_role()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new RoleBinding("b", new RoleBindingArgs
        {
            RoleRef = new RoleRefArgs { ApiGroup = "rbac.authorization.k8s.io", Kind = "Role", Name = "r" },
            Subjects = { new SubjectArgs { Kind = "ServiceAccount", Name = "a", Namespace = "n" } },
        }));

        var inputs = run.Engine.Inputs(BindingToken, "b");
        var role = Assert.IsType<ImmutableDictionary<string, object>>(inputs["roleRef"]);
        Assert.Equal(("Role", "r"), (role["kind"], role["name"]));
        Assert.Single(Assert.IsType<ImmutableArray<object>>(inputs["subjects"]));
    }

    [Fact]
    public async Task They_have_aliases_for_their_older_API_versions()
    {
        var seen = await new TestRun().TransformAsync(options => _ = new Role("r", options: options));
        Assert.Equal(
            ["kubernetes:rbac.authorization.k8s.io/v1alpha1:Role", "kubernetes:rbac.authorization.k8s.io/v1beta1:Role"],
            await Aliases.TypesAsync(seen.Options));
    }
}
