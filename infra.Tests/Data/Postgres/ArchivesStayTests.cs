using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.PreviewTests.Rules;

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
    public void Another_retention_moves_nothing()
        => ChangeAssert.Fine(
            SmallPlan.Of("ObjectStore", """{"spec": {"retentionPolicy": "7d", "configuration": {"destinationPath": "s3://b/a"}}}"""),
            SmallPlan.Of("ObjectStore", """{"spec": {"retentionPolicy": "9d", "configuration": {"destinationPath": "s3://b/a"}}}"""));
}
