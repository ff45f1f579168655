using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.PreviewTests.Rules;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

/// <summary>A database cluster is bootstrapped when it is made, and never again.</summary>
public sealed class ClustersAreBootstrappedOnceTests
{
    [Fact]
    public void A_recovery_over_a_cluster_that_exists_is_refused()
        => ChangeAssert.Refused(
            "Cluster thing: its bootstrap changes from initdb to recovery, but it exists: a cluster is bootstrapped when it is made. "
                + "Take the change back; to recover or import, raise infra:postgres.incarnation, which makes a cluster beside it.",
            SmallPlan.Of("Cluster", """{"spec": {"bootstrap": {"initdb": {"database": "app"}}}}"""),
            SmallPlan.Of("Cluster", """{"spec": {"bootstrap": {"recovery": {"source": "origin"}}}}"""));

    [Fact]
    public void A_recovery_from_elsewhere_is_refused_as_well()
        => ChangeAssert.Refused(
            "Cluster thing: its bootstrap changes from recovery to recovery, but it exists: a cluster is bootstrapped when it is made. "
                + "Take the change back; to recover or import, raise infra:postgres.incarnation, which makes a cluster beside it.",
            SmallPlan.Of("Cluster", """{"spec": {"bootstrap": {"recovery": {"source": "a"}}}}"""),
            SmallPlan.Of("Cluster", """{"spec": {"bootstrap": {"recovery": {"source": "b"}}}}"""));

    [Fact]
    public void A_recovery_into_a_cluster_of_another_name_is_fine()
    {
        var options = new PlannedOptions { RetainOnDelete = true };
        ChangeAssert.Fine(
            SmallPlan.Of("Cluster", """{"metadata": {"name": "old"}, "spec": {"bootstrap": {"initdb": {}}}}""", options),
            SmallPlan.Of("Cluster", """{"metadata": {"name": "new"}, "spec": {"bootstrap": {"recovery": {}}}}""", options));
    }

    [Fact]
    public void Where_the_data_came_from_may_be_forgotten()
        => ChangeAssert.Fine(
            SmallPlan.Of("Cluster", """{"spec": {"bootstrap": {"recovery": {"source": "a"}}}}"""),
            SmallPlan.Of("Cluster", """{"spec": {"bootstrap": {"initdb": {"database": "app"}}}}"""));

    [Fact]
    public void An_import_over_a_cluster_that_exists_is_refused()
        => ChangeAssert.Refused(
            "Cluster thing: its bootstrap changes from initdb to import, but it exists: a cluster is bootstrapped when it is made. "
                + "Take the change back; to recover or import, raise infra:postgres.incarnation, which makes a cluster beside it.",
            SmallPlan.Of("Cluster", """{"spec": {"bootstrap": {"initdb": {"database": "app"}}}}"""),
            SmallPlan.Of("Cluster", """{"spec": {"bootstrap": {"initdb": {"database": "app", "import": {"type": "monolith"}}}}}"""));

    [Fact]
    public void An_import_that_has_been_made_may_be_forgotten()
        => ChangeAssert.Fine(
            SmallPlan.Of("Cluster", """{"spec": {"bootstrap": {"initdb": {"database": "app", "import": {"type": "monolith"}}}}}"""),
            SmallPlan.Of("Cluster", """{"spec": {"bootstrap": {"initdb": {"database": "app"}}}}"""));

    [Fact]
    public void Another_initdb_has_no_effect()
        => ChangeAssert.Warned(
            "Cluster thing: its bootstrap.initdb changes, which has no effect on a cluster that exists. "
                + "Make the change in the database by hand.",
            SmallPlan.Of("Cluster", """{"spec": {"bootstrap": {"initdb": {"postInitApplicationSQL": []}}}}"""),
            SmallPlan.Of("Cluster", """{"spec": {"bootstrap": {"initdb": {"postInitApplicationSQL": ["CREATE EXTENSION vector"]}}}}"""));

    [Fact]
    public void Another_locale_has_no_effect()
        => ChangeAssert.Warned(
            "Cluster thing: the locale in its bootstrap.initdb changes, which has no effect on a database that exists. "
                + "Leave it, or move the data into a database of the new locale, as docs/postgres.md says.",
            SmallPlan.Of("Cluster", """{"spec": {"bootstrap": {"initdb": {"database": "app"}}}}"""),
            SmallPlan.Of("Cluster", """{"spec": {"bootstrap": {"initdb": {"database": "app", "localeCType": "C.UTF-8"}}}}"""));
}
