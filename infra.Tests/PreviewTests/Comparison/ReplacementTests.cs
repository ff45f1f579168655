using StackPreview.Comparison;
using StackPreview.Plans;

namespace Infra.Tests.PreviewTests.Comparison;

/// <summary>Which changes replace an object, and which only look like it: one test a rule.</summary>
public sealed class ReplacementTests
{
    [Theory]
    [InlineData(
        "Deployment",
        """{"spec": {"selector": {"matchLabels": {"app": "a"}}}}""",
        """{"spec": {"selector": {"matchLabels": {"app": "b"}}}}""",
        "spec.selector.matchLabels.app"
    )]
    [InlineData("Deployment", """{"apiVersion": "apps/v1"}""", """{"apiVersion": "apps/v2"}""", "apiVersion")]
    [InlineData("Deployment", """{"metadata": {"name": "a"}}""", """{"metadata": {"name": "b"}}""", "metadata.name")]
    [InlineData(
        "Deployment",
        """{"metadata": {"namespace": "a", "name": "x"}}""",
        """{"metadata": {"namespace": "b", "name": "x"}}""",
        "metadata.namespace"
    )]
    [InlineData("StatefulSet", """{"spec": {"serviceName": "a"}}""", """{"spec": {"serviceName": "b"}}""", "spec.serviceName")]
    [InlineData("StatefulSet", """{"spec": {"podManagementPolicy": "Parallel"}}""", """{"spec": {}}""", "spec.podManagementPolicy")]
    [InlineData(
        "StatefulSet",
        """{"spec": {"selector": {"matchLabels": {"app": "a"}}}}""",
        """{"spec": {"selector": {"matchLabels": {"app": "b"}}}}""",
        "spec.selector.matchLabels.app"
    )]
    [InlineData(
        "StatefulSet",
        """{"spec": {"volumeClaimTemplates": [{"metadata": {"name": "data"}, "spec": {"storageClassName": "slow"}}]}}""",
        """{"spec": {"volumeClaimTemplates": [{"metadata": {"name": "data"}, "spec": {"storageClassName": "fast"}}]}}""",
        "spec.volumeClaimTemplates[data].spec.storageClassName"
    )]
    [InlineData(
        "Job",
        """{"spec": {"template": {"spec": {"restartPolicy": "Never"}}}}""",
        """{"spec": {"template": {"spec": {"restartPolicy": "OnFailure"}}}}""",
        "spec.template.spec.restartPolicy"
    )]
    [InlineData("Job", """{"spec": {"completions": 1}}""", """{"spec": {"completions": 2}}""", "spec.completions")]
    [InlineData("Job", """{"spec": {"parallelism": 1}}""", """{"spec": {"parallelism": 2}}""", "spec.parallelism")]
    [InlineData("Job", """{"spec": {"selector": {"matchLabels": {"app": "a"}}}}""", """{"spec": {}}""", "spec.selector")]
    [InlineData("ConfigMap", """{"immutable": true, "data": {"A": "1"}}""", """{"immutable": true, "data": {"A": "2"}}""", "data.A")]
    [InlineData(
        "ConfigMap",
        """{"immutable": true, "data": {"A": "1"}}""",
        """{"immutable": true, "data": {"A": "1", "B": "1"}}""",
        "data.B"
    )]
    [InlineData("ConfigMap", """{"immutable": true}""", """{"immutable": false}""", "immutable")]
    [InlineData(
        "Secret",
        """{"immutable": true, "stringData": {"A": "[secret]"}}""",
        """{"immutable": true, "stringData": {}}""",
        "stringData.A"
    )]
    [InlineData("Secret", """{"type": "Opaque"}""", """{"type": "kubernetes.io/tls"}""", "type")]
    [InlineData("Service", """{"spec": {"clusterIP": "None"}}""", """{"spec": {}}""", "spec.clusterIP")]
    [InlineData(
        "PersistentVolumeClaim",
        """{"spec": {"storageClassName": "slow"}}""",
        """{"spec": {"storageClassName": "fast"}}""",
        "spec.storageClassName"
    )]
    [InlineData(
        "PersistentVolumeClaim",
        """{"spec": {"accessModes": ["ReadWriteOnce"]}}""",
        """{"spec": {"accessModes": ["ReadWriteMany"]}}""",
        "spec.accessModes"
    )]
    [InlineData("PersistentVolumeClaim", """{"spec": {"storageClassName": "slow"}}""", "{}", "spec")]
    [InlineData("StorageClass", """{"parameters": {"type": "gp2"}}""", """{"parameters": {"type": "gp3"}}""", "parameters.type")]
    [InlineData("StorageClass", """{"provisioner": "a"}""", """{"provisioner": "b"}""", "provisioner")]
    [InlineData("RoleBinding", """{"roleRef": {"name": "a"}}""", """{"roleRef": {"name": "b"}}""", "roleRef.name")]
    public void A_change_of_it_replaces_the_object(string kind, string before, string after, string path)
    {
        var change = SmallPlan.ChangeOf(kind, before, after);
        Assert.Equal(ChangeKind.Replaced, change?.Kind);
        Assert.Equal([path], change!.Fields.Where(field => field.ForcesReplacement).Select(field => field.Path.ToString()));
    }

    [Theory]
    [InlineData("Deployment", """{"spec": {"template": {"a": 1}}}""", """{"spec": {"template": {"a": 2}}}""")]
    [InlineData(
        "Deployment",
        """{"metadata": {"name": "x", "labels": {"a": "1"}}}""",
        """{"metadata": {"name": "x", "labels": {"a": "2"}}}"""
    )]
    [InlineData(
        "StatefulSet",
        """{"spec": {"template": {"a": 1}, "serviceName": "x"}}""",
        """{"spec": {"template": {"a": 2}, "serviceName": "x"}}"""
    )]
    [InlineData("Job", """{"spec": {"backoffLimit": 1}}""", """{"spec": {"backoffLimit": 2}}""")]
    [InlineData(
        "ConfigMap",
        """{"immutable": true, "metadata": {"labels": {"a": "1"}}}""",
        """{"immutable": true, "metadata": {"labels": {"a": "2"}}}"""
    )]
    [InlineData(
        "ConfigMap",
        """{"data": {"A": "1"}}""",
        """{"data": {"A": "1"}, "metadata": {"name": "thing", "namespace": "shop-prod", "labels": {"a": "1"}}}"""
    )]
    [InlineData("Service", """{"spec": {"ports": [{"port": 1}]}}""", """{"spec": {"ports": [{"port": 2}]}}""")]
    [InlineData(
        "PersistentVolumeClaim",
        """{"spec": {"resources": {"requests": {"storage": "1Gi"}}}}""",
        """{"spec": {"resources": {"requests": {"storage": "2Gi"}}}}"""
    )]
    // The API server refuses these; nothing is deleted for them.
    [InlineData(
        "PersistentVolumeClaim",
        """{"spec": {"resources": {"requests": {"storage": "2Gi"}}}}""",
        """{"spec": {"resources": {"requests": {"storage": "1Gi"}}}}"""
    )]
    [InlineData("PersistentVolumeClaim", """{"spec": {"volumeMode": "Filesystem"}}""", """{"spec": {"volumeMode": "Block"}}""")]
    [InlineData("StorageClass", """{"reclaimPolicy": "Delete"}""", """{"reclaimPolicy": "Retain"}""")]
    [InlineData("PodDisruptionBudget", """{"spec": {"minAvailable": 1}}""", """{"spec": {"minAvailable": 2}}""")]
    [InlineData("Cluster", """{"spec": {"instances": 1}}""", """{"spec": {"instances": 2}}""")]
    public void A_change_of_anything_else_is_made_in_place(string kind, string before, string after)
        => Assert.Equal(ChangeKind.Changed, SmallPlan.ChangeOf(kind, before, after)?.Kind);

    [Theory]
    [InlineData("ConfigMap", "enableConfigMapMutable", """{"data": {"A": "1"}}""", """{"data": {"A": "2"}}""")]
    [InlineData("Secret", "enableSecretMutable", """{"stringData": {"A": "[secret]"}}""", """{"stringData": {}}""")]
    public void Content_changes_in_place_where_the_provider_lets_it(string kind, string option, string before, string after)
    {
        Assert.Equal(ChangeKind.Changed, ChangeWith($$"""{"{{option}}": true}""")?.Kind);
        Assert.Equal(ChangeKind.Replaced, ChangeWith("{}")?.Kind);
        Assert.Equal(ChangeKind.Replaced, SmallPlan.ChangeOf(kind, before, after)?.Kind);

        ResourceChange? ChangeWith(string provider) =>
            SmallPlan.ChangeOf(SmallPlan.DeployedBy(provider, kind, before), SmallPlan.DeployedBy(provider, kind, after));
    }

    [Theory]
    [InlineData("RandomPassword")]
    [InlineData("RandomBytes")]
    public void Every_input_of_a_generated_value_replaces_it(string type)
        => Assert.Equal(
            ChangeKind.Replaced,
            SmallPlan
                .ChangeOf(
                    SmallPlan.OfRandom(type, """{"length": 32}""", "key-g1"),
                    SmallPlan.OfRandom(type, """{"length": 64}""", "key-g1"))
                ?.Kind);

    [Fact]
    public void A_path_of_replaceOnChanges_replaces()
    {
        var options = new PlannedOptions { ReplaceOnChanges = ["spec.cluster"] };
        Assert.Equal(
            ChangeKind.Replaced,
            SmallPlan
                .ChangeOf("Pooler", """{"spec": {"cluster": {"name": "a"}}}""", """{"spec": {"cluster": {"name": "b"}}}""", options)
                ?.Kind);
        Assert.Equal(
            ChangeKind.Changed,
            SmallPlan.ChangeOf("Pooler", """{"spec": {"type": "rw"}}""", """{"spec": {"type": "ro"}}""", options)?.Kind);
    }

    [Theory]
    [InlineData("spec.template")]
    [InlineData("spec")]
    [InlineData("spec.template.spec.containers[*].image")]
    [InlineData("spec.template.spec.containers[0].image")]
    [InlineData("""spec["template"]""")]
    public void A_change_below_a_path_of_ignoreChanges_is_not_deployed(string path)
    {
        var change = SmallPlan.ChangeOf(
            "Job",
            """{"spec": {"template": {"spec": {"containers": [{"name": "a", "image": "x:1"}]}}}}""",
            """{"spec": {"template": {"spec": {"containers": [{"name": "a", "image": "x:2"}]}}}}""",
            new PlannedOptions { IgnoreChanges = [path] });
        Assert.Equal(ChangeKind.Ignored, change?.Kind);
        Assert.Equal(["spec.template.spec.containers[a].image: x:1 → x:2"], SmallPlan.LinesOf(change));
    }

    [Fact]
    public void A_change_in_another_item_of_a_list_than_the_ignored_one_is_deployed()
        => Assert.Equal(
            ChangeKind.Changed,
            SmallPlan
                .ChangeOf(
                    "Job",
                    """{"spec": {"containers": [{"name": "a", "image": "x:1"}, {"name": "b", "image": "x:1"}]}}""",
                    """{"spec": {"containers": [{"name": "a", "image": "x:1"}, {"name": "b", "image": "x:2"}]}}""",
                    new PlannedOptions { IgnoreChanges = ["spec.containers[0].image"] })
                ?.Kind);

    [Fact]
    public void What_is_ignored_stands_beside_what_is_not()
    {
        var change = SmallPlan.ChangeOf(
            "Job",
            """{"spec": {"template": {"a": 1}, "backoffLimit": 1}}""",
            """{"spec": {"template": {"a": 2}, "backoffLimit": 2}}""",
            new PlannedOptions { IgnoreChanges = ["spec.template"] });
        Assert.Equal(ChangeKind.Changed, change?.Kind);
        Assert.Equal(["spec.backoffLimit: 1 → 2", "spec.template.a: 1 → 2 (ignored)"], SmallPlan.LinesOf(change));
    }

    [Fact]
    public void What_only_begins_like_an_ignored_path_is_not_ignored()
        => Assert.Equal(
            ChangeKind.Changed,
            SmallPlan
                .ChangeOf(
                    "Cluster",
                    """{"spec": {"storageSize": 1}}""",
                    """{"spec": {"storageSize": 2}}""",
                    new PlannedOptions { IgnoreChanges = ["spec.storage"] })
                ?.Kind);
}
