using Infra.Data.Postgres;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.PreviewTests.Rules;
using StackPreview.Plans;

namespace Infra.Tests.Data.Postgres;

/// <summary>Whoever moves the archive of a live database is told what that means.</summary>
public sealed class ArchivesStayTests
{
    [Fact]
    public void Another_path_is_warned_of()
        => ChangeAssert.Warned(
            "ObjectStore thing: its archive moves from s3://backups/a to s3://backups/b: a base backup is taken there at once, and what "
                + "is before it is recovered from the old place. Keep the old place, and who may read it, for as long as the recovery "
                + "window says: nothing prunes it any more.",
            SmallPlan.Of("ObjectStore", """{"spec": {"configuration": {"destinationPath": "s3://backups/a"}}}"""),
            SmallPlan.Of("ObjectStore", """{"spec": {"configuration": {"destinationPath": "s3://backups/b"}}}"""));

    [Fact]
    public void The_same_path_of_another_store_is_warned_of()
        => ChangeAssert.Warned(
            "ObjectStore thing: its archive moves from s3://backups/a to s3://backups/a at https://s3.example.com: a base backup is taken "
                + "there at once, and what is before it is recovered from the old place. Keep the old place, and who may read it, for as "
                + "long as the recovery window says: nothing prunes it any more.",
            SmallPlan.Of("ObjectStore", """{"spec": {"configuration": {"destinationPath": "s3://backups/a"}}}"""),
            SmallPlan.Of(
                "ObjectStore",
                """{"spec": {"configuration": {"destinationPath": "s3://backups/a", "endpointURL": "https://s3.example.com"}}}"""));

    [Fact]
    public void Another_name_is_refused()
        => ChangeAssert.Refused(
            "Cluster postgres: it archives as postgres-k3x9q2, and would as shop: no recovery leads from one archive into the other. "
                + "Remove infra:postgres.archive: a cluster keeps the archive that it has.",
            Cluster("postgres-k3x9q2"),
            Cluster("shop"));

    [Fact]
    public void A_name_is_refused_where_the_cluster_has_its_own()
        => ChangeAssert.Refused(
            "Cluster postgres: it archives as postgres, and would as shop: no recovery leads from one archive into the other. "
                + "Remove infra:postgres.archive: a cluster keeps the archive that it has.",
            Cluster(null),
            Cluster("shop"));

    [Fact]
    public void The_name_that_it_has_may_be_said()
    {
        ChangeAssert.Fine(Cluster("postgres-k3x9q2"), Cluster("postgres-k3x9q2"));
        ChangeAssert.Fine(Cluster(null), Cluster("postgres"));
    }

    [Fact]
    public void A_name_that_is_not_deployed_is_no_change()
        => ChangeAssert.Fine(Cluster(null), Cluster("postgres-k3x9q2", isKept: true));

    [Fact]
    public void Another_retention_moves_nothing()
        => ChangeAssert.Fine(
            SmallPlan.Of("ObjectStore", """{"spec": {"retentionPolicy": "7d", "configuration": {"destinationPath": "s3://b/a"}}}"""),
            SmallPlan.Of("ObjectStore", """{"spec": {"retentionPolicy": "9d", "configuration": {"destinationPath": "s3://b/a"}}}"""));

    private static Plan Cluster(string? archive, bool isKept = false) => SmallPlan.Of(
        "Cluster",
        $$$"""
        {
          "metadata": { "name": "postgres", "namespace": "shop-prod" },
          "spec": { "imageName": "x:18", "plugins": [
            { "name": "a", "parameters": { {{{(archive is null ? "" : $"\"serverName\": \"{archive}\",")}}} "barmanObjectName": "a" } }
          ] }
        }
        """,
        new PlannedOptions { IgnoreChanges = isKept ? ArchiveName.Kept : [] });
}
