using Infra.Tests.PreviewTests.Comparison;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Tests.PreviewTests.Rules;

/// <summary>What must not happen to a live stack, and what does not mean it: one test a rule.</summary>
public sealed class ChangeRuleTests
{
    private static readonly PlannedOptions Protected = new() { Protect = true };

    private static readonly Plan Nothing = SmallPlan.Of();

    [Theory]
    [InlineData(
        "PersistentVolumeClaim",
        "spec.resources.requests.storage",
        """{"spec": {"resources": {"requests": {"storage": "SIZE"}}}}"""
    )]
    [InlineData("Cluster", "spec.storage.size", """{"spec": {"storage": {"size": "SIZE"}}}""")]
    [InlineData("Cluster", "spec.walStorage.size", """{"spec": {"walStorage": {"size": "SIZE"}}}""")]
    [InlineData(
        "PerconaServerMySQL",
        "spec.mysql.volumeSpec.persistentVolumeClaim.resources.requests.storage",
        """{"spec": {"mysql": {"volumeSpec": {"persistentVolumeClaim": {"resources": {"requests": {"storage": "SIZE"}}}}}}}"""
    )]
    [InlineData(
        "StatefulSet",
        "spec.volumeClaimTemplates[data].spec.resources.requests.storage",
        """
        {"spec": {"volumeClaimTemplates": [{"metadata": {"name": "data"}, "spec": {"resources": {"requests": {"storage": "SIZE"}}}}]}}
        """
    )]
    public void A_volume_that_shrinks_is_refused(string kind, string path, string inputs)
    {
        // Not protected, retained: nothing but the size is at stake.
        var options = new PlannedOptions { IgnoreChanges = ["spec.volumeClaimTemplates"], RetainOnDelete = true };
        var (large, small) = (
            SmallPlan.Of(kind, inputs.Replace("SIZE", "1Ti", StringComparison.Ordinal), options),
            SmallPlan.Of(kind, inputs.Replace("SIZE", "900Gi", StringComparison.Ordinal), options));
        ChangeAssert.Refused(
            $"{kind} thing: {path} goes down from 1Ti to 900Gi, and a volume cannot shrink. Leave it at 1Ti; for a smaller one, "
                + "move the data to a volume of another name.",
            large,
            small);
        Assert.Empty(StackChange.Between(small, large).Refused);
    }

    [Fact]
    public void A_volume_of_a_StatefulSet_that_grows_is_edited_by_hand_as_well()
    {
        var options = new PlannedOptions { IgnoreChanges = ["spec.volumeClaimTemplates"] };
        ChangeAssert.Warned(
            "StatefulSet thing: spec.volumeClaimTemplates[data].spec.resources.requests.storage goes up from 1Gi to 2Gi, but a "
                + "StatefulSet makes its volumes once. Edit the storage request of the PersistentVolumeClaims data-thing-0 and "
                + "following as well.",
            SmallPlan.Of("StatefulSet", Template("1Gi"), options),
            SmallPlan.Of("StatefulSet", Template("2Gi"), options));

        static string Template(string size)
            => $$$"""
                {"spec": {"volumeClaimTemplates": [
                  {"metadata": {"name": "data"}, "spec": {"resources": {"requests": {"storage": "{{{size}}}"} } } }
                ]}}
                """;
    }

    [Fact]
    public void Deletion_of_what_is_protected_is_refused()
        => ChangeAssert.Refused(
            "Thing thing: it is protected, and would be deleted. Take the change back; where it is meant, "
                + "run pulumi state unprotect 'urn:pulumi:prod::infra::kubernetes:test/v1:Thing::thing' first.",
            SmallPlan.Of("Thing", "{}", Protected),
            Nothing);

    [Fact]
    public void Replacement_of_what_is_protected_is_refused_even_where_it_is_not_to_be_any_more()
        => ChangeAssert.Refused(
            "Deployment thing: it is protected, and would be replaced because of spec.selector. Take the change back; where it is meant, "
                + "run pulumi state unprotect 'urn:pulumi:prod::infra::kubernetes:test/v1:Deployment::thing' first.",
            SmallPlan.Of("Deployment", """{"spec": {"selector": "a"}}""", Protected),
            SmallPlan.Of("Deployment", """{"spec": {"selector": "b"}}"""));

    [Fact]
    public void What_is_protected_may_change()
        => ChangeAssert.Fine(SmallPlan.Of("Thing", """{"a": 1}""", Protected), SmallPlan.Of("Thing", """{"a": 2}""", Protected));

    [Theory]
    [InlineData("Namespace", "{}")]
    [InlineData("Cluster", "{}")]
    [InlineData("ObjectStore", "{}")]
    [InlineData("PerconaServerMySQL", "{}")]
    [InlineData("PersistentVolumeClaim", "{}")]
    [InlineData("StatefulSet", """{"spec": {"volumeClaimTemplates": [{}]}}""")]
    public void Deletion_of_what_holds_data_is_refused_where_data_is_protected_and_warned_of_elsewhere(string kind, string inputs)
    {
        var plan = SmallPlan.Of(kind, inputs);
        ChangeAssert.Refused(
            $"{kind} thing: it holds data, and would be deleted. Take the change back; where it is meant, move the data, "
                + "deploy it once with RetainOnDelete in its options, and then delete it.",
            plan,
            Nothing);
        ChangeAssert.Warned(
            $"{kind} thing: it holds data, and would be deleted. Make sure that its data may go.",
            plan with
            {
                ProtectsData = false,
            },
            Nothing);
        ChangeAssert.Fine(SmallPlan.Of(kind, inputs, new PlannedOptions { RetainOnDelete = true }), Nothing);
    }

    [Fact]
    public void Deletion_of_what_holds_no_data_is_fine()
    {
        ChangeAssert.Fine(SmallPlan.Of("StatefulSet", "{}"), Nothing);
        ChangeAssert.Fine(SmallPlan.Of("Deployment", "{}"), Nothing);
    }

    [Theory]
    [InlineData(
        "Cluster",
        """{"spec": {"imageName": "host:5000/postgresql:TAG"}}""",
        "18.6-standard-trixie",
        "17.2-standard-trixie",
        "spec.imageName",
        18,
        17
    )]
    [InlineData("Cluster", """{"spec": {"imageName": "host/postgresql:TAG@sha256:0123"}}""", "18", "9.6", "spec.imageName", 18, 9)]
    [InlineData(
        "PerconaServerMySQL",
        """{"spec": {"mysql": {"image": "percona/percona-server:TAG"}}}""",
        "9.1.0-1",
        "8.4.10-10.1",
        "spec.mysql.image",
        9,
        8
    )]
    public void An_older_major_version_of_a_database_is_refused(
        string kind,
        string inputs,
        string newer,
        string older,
        string path,
        int high,
        int low)
    {
        var (before, after) = (
            SmallPlan.Of(kind, inputs.Replace("TAG", newer, StringComparison.Ordinal)),
            SmallPlan.Of(kind, inputs.Replace("TAG", older, StringComparison.Ordinal)));
        ChangeAssert.Refused(
            $"{kind} thing: the major version of {path} goes down from {high} to {low}, and an older version cannot read the files of a "
                + $"newer one. Leave it at {high}; for an older one, dump the data and load it into another cluster.",
            before,
            after);
        // An upgrade of Postgres has a rule of its own.
        Assert.DoesNotContain(
            StackChange.Between(after, before).Refused,
            finding => !finding.Problem.StartsWith("it is upgraded", StringComparison.Ordinal));
    }

    [Fact]
    public void A_newer_major_version_of_Postgres_takes_it_down_and_a_newer_minor_version_restarts_it()
    {
        Assert.Equal(
            [
                "Cluster thing: it is upgraded from 17 to 18 without a backup before it. "
                    + "Set infra:postgres.upgradeFrom to 17 and infra:postgres.archive to thing-v18.",
                "Cluster thing: the major version of spec.imageName goes up from 17 to 18, and the database is down while its files are "
                    + "upgraded. Deploy it when that is acceptable, and take a base backup before and after.",
            ],
            StackChange
                .Between(Running("17.9-standard-trixie"), Running("18.6-standard-trixie"))
                .Findings.Select(finding => finding.Text));
        ChangeAssert.Warned(
            "Cluster thing: it restarts, as imageName changes: new connections are refused for about 190 s. "
                + "Deploy it when that is acceptable.",
            Running("17.8-standard-trixie"),
            Running("17.9-standard-trixie"));

        static Plan Running(string tag)
            => SmallPlan.Of("Cluster", """{"spec": {"imageName": "postgresql:TAG"}}""".Replace("TAG", tag, StringComparison.Ordinal));
    }

    [Fact]
    public void A_volume_that_shrinks_is_refused_once()
        => ChangeAssert.Refused(
            "PersistentVolumeClaim thing: spec.resources.requests.storage goes down from 2Gi to 1Gi, and a volume cannot shrink. "
                + "Leave it at 2Gi; for a smaller one, move the data to a volume of another name.",
            SmallPlan.Of("PersistentVolumeClaim", """{"spec": {"resources": {"requests": {"storage": "2Gi"}}}}""", Protected),
            SmallPlan.Of("PersistentVolumeClaim", """{"spec": {"resources": {"requests": {"storage": "1Gi"}}}}""", Protected));

    [Theory]
    [InlineData("""[{"metadata": {"name": "data"}}]""", "qdrant/qdrant:v1.9.0", "qdrant/qdrant:v2.0.0", true)]
    [InlineData("""[{"metadata": {"name": "data"}}]""", "qdrant/qdrant:v1.9.0", "qdrant/qdrant:v1.10.0", false)]
    [InlineData("""[{"metadata": {"name": "data"}}]""", "redis:8", "valkey/valkey:9", false)]
    [InlineData("[]", "registry.example.com/shop:1.0.0", "registry.example.com/shop:2.0.0", false)]
    public void An_older_major_version_of_what_holds_data_is_refused_and_one_of_another_workload_is_not(
        string volumes,
        string older,
        string newer,
        bool isRefused)
    {
        var comparison = StackChange.Between(Running(newer), Running(older));
        Assert.Equal(
            isRefused
                ?
                [
                    "StatefulSet thing: the major version of spec.template.spec.containers[server].image goes down from 2 to 1, and an "
                        + "older version cannot read the files of a newer one. Leave it at 2; for an older one, dump the data and load it "
                        + "into another cluster.",
                ]
                : [],
            comparison.Findings.Select(finding => finding.Text));
        Assert.Empty(StackChange.Between(Running(older), Running(newer)).Findings);

        Plan Running(string image) => SmallPlan.Of(
            "StatefulSet",
            """{"spec": {"volumeClaimTemplates": VOLUMES, "template": {"spec": {"containers": [{"name": "server", "image": "IMAGE"}]}}}}"""
                .Replace("IMAGE", image, StringComparison.Ordinal)
                .Replace("VOLUMES", volumes, StringComparison.Ordinal));
    }

    [Fact]
    public void Replacement_of_what_holds_data_is_refused_where_data_is_protected_and_warned_of_elsewhere()
    {
        var (before, after) = (
            SmallPlan.Of("PersistentVolumeClaim", """{"spec": {"storageClassName": "a"}}"""),
            SmallPlan.Of("PersistentVolumeClaim", """{"spec": {"storageClassName": "b"}}"""));
        ChangeAssert.Refused(
            "PersistentVolumeClaim thing: it holds data, and would be replaced because of spec.storageClassName. Take the change back; "
                + "where it is meant, move the data into one of another name.",
            before,
            after);
        ChangeAssert.Warned(
            "PersistentVolumeClaim thing: it holds data, and would be replaced because of spec.storageClassName. "
                + "Make sure that its data may go.",
            before with
            {
                ProtectsData = false,
            },
            after);
    }

    [Theory]
    [InlineData(
        """{"context": "a"}""",
        """{"context": "b"}""",
        "its context changes from a to b; if that is another cluster, everything is made anew there, without its data. "
            + "Make sure that both name the same cluster."
    )]
    [InlineData(
        """{"context": "a"}""",
        "{}",
        "its context changes from a to the current one; if that is another cluster, everything is made anew there, without its data. "
            + "Make sure that both name the same cluster."
    )]
    public void Another_context_may_be_another_cluster(string before, string after, string message)
        => ChangeAssert.Warned($"kubernetes cluster: {message}", SmallPlan.Provider(before), SmallPlan.Provider(after));

    [Fact]
    public void What_moves_in_the_program_needs_an_alias()
    {
        var plan = SmallPlan.Of("Service", "{}");
        var moved = SmallPlan.Of(
            plan.Resources[1] with
            {
                Urn = plan.Resources[1].Urn.Replace("::kubernetes", "::infra:edge:Group$kubernetes", StringComparison.Ordinal),
            });
        ChangeAssert.Warned(
            "Service thing: it is created and deleted, as it stands elsewhere in the program now, but in the cluster both are one object. "
                + "Give it an alias with what it was called before.",
            plan,
            moved);
        Assert.Empty(StackChange.Between(plan, moved.InStack("stage")).Resources);
    }

    [Fact]
    public void The_first_context_is_no_other() => ChangeAssert.Fine(SmallPlan.Provider("{}"), SmallPlan.Provider("""{"context": "a"}"""));

    [Fact]
    public void Deletion_of_what_nothing_is_known_of_is_warned_of()
    {
        var known = SmallPlan.Of("Thing", "{}").Resources[1];
        var unknown = SmallPlan.Of(known with { Facts = ResourceKind.Unknown(known.Type) });
        ChangeAssert.Warned(
            "Thing thing: it would be deleted, and as kubernetes:test/v1:Thing has no facts, it is not known whether it holds data. "
                + "Make sure that it may go.",
            unknown,
            Nothing);
        ChangeAssert.Fine(SmallPlan.Of(known), Nothing);
        ChangeAssert.Fine(unknown, unknown);
    }

    [Fact]
    public void A_refusal_is_said_first_and_counted()
        => Assert.StartsWith(
            "1 to delete, 1 unchanged; no workload rolls out, no job runs; 1 refused.\n\nRefused\n  - Thing thing: it is protected, "
                + "and would be deleted. ",
            StackChange.TextOf(StackChange.Between(SmallPlan.Of("Thing", "{}", Protected), Nothing)),
            StringComparison.Ordinal);

    [Fact]
    public void Nothing_is_refused_between_two_stacks()
    {
        var (before, after) = (
            SmallPlan.Of("Cluster", """{"spec": {"storage": {"size": "2Gi"}}}""", Protected),
            SmallPlan.Of("Cluster", """{"spec": {"storage": {"size": "1Gi"}}}"""));
        Assert.Single(StackChange.Between(before, after).Refused);
        Assert.Empty(StackChange.Between(before, after.InStack("stage")).Findings);
        Assert.Empty(StackChange.Between(before, Nothing.InStack("stage")).Findings);
    }
}
