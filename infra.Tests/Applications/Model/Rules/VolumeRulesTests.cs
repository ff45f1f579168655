using Infra.Applications.Model;
using static Infra.Tests.Applications.Model.Rules.Shop;

namespace Infra.Tests.Applications.Model.Rules;

/// <summary>Definitions that mount what they cannot.</summary>
public sealed class VolumeRulesTests
{
    private static readonly VolumeDefinition Letters = new("letters", "1Gi");

    [Fact]
    public void Two_workloads_do_not_mount_one_volume_that_is_not_shared()
        => Assert.Equal(
            [
                "application shop: Volume letters is mounted by clock and postman; "
                    + "a volume that is not shared (ReadWriteOnce) is mounted by one workload. Set IsShared, "
                    + "or give each a volume of its own.",
            ],
            FaultsOf(Singleton("clock", Letters), Singleton("postman", Letters)));

    [Fact]
    public void A_workload_of_several_pods_does_not_mount_a_volume_that_is_not_shared()
        => Assert.Equal(
            [
                "application shop: Volume letters is mounted by clock; "
                    + "there is more than one pod of it, at least during an update, and the volume is not shared (ReadWriteOnce). "
                    + "Set IsShared, or IsSingleton of clock.",
            ],
            FaultsOf(Singleton("clock", Letters) with { IsSingleton = false }));

    [Fact]
    public void A_shared_volume_is_mounted_by_many()
    {
        var shared = Letters with { IsShared = true };
        Assert.Empty(FaultsOf(Singleton("clock", shared) with { IsSingleton = false }, Singleton("postman", shared)));
    }

    [Fact]
    public void A_volume_has_one_definition()
        => Assert.Contains(
            "application shop: Volume letters is defined 2 times; "
                + "a volume has one definition, and is mounted in the application or in one of its companions. Use one for all mounts.",
            FaultsOf(Singleton("clock", Letters), Singleton("postman", Letters with { Size = "2Gi" })));

    [Fact]
    public void A_volume_is_of_the_application_or_of_a_companion()
    {
        var shared = Letters with { IsShared = true };
        var application = new ApplicationDefinition
        {
            Name = "shop",
            Workers = [Singleton("clock", shared)],
            Companions = [new CompanionDefinition { Name = "desk", Workers = [Singleton("postman", shared)] }],
        };
        Assert.Single(
            FaultsOf(application),
            fault => fault.StartsWith("application shop: Volume letters is defined 2 times", StringComparison.Ordinal));
    }

    [Fact]
    public void A_volume_has_a_name_and_a_size()
        => Assert.Equal(
            [
                "application shop: name of a volume is \"Letters\"; "
                    + "names are at most 40 lower-case letters, digits and '-', and begin with a letter. Rename it.",
                "application shop: Volume Letters.Size is \"big\"; it takes a quantity from 1Mi to 64Ti. Use 1Mi or more.",
            ],
            FaultsOf(Singleton("clock", new VolumeDefinition("Letters", "big"))));

    [Fact]
    public void A_volume_is_no_larger_than_the_largest()
        => Assert.Equal(
            ["application shop: Volume letters.Size is \"65Ti\"; it takes a quantity from 1Mi to 64Ti. Use 64Ti or less."],
            FaultsOf(Singleton("clock", Letters with { Size = "65Ti" })));

    [Theory]
    [InlineData("tmp")]
    [InlineData("postgres-ca")]
    [InlineData("mysql-ca")]
    [InlineData("clock-scratch-0")]
    [InlineData("clock-files-0")]
    public void A_volume_is_not_called_like_one_of_the_program(string name)
        => Assert.Equal(
            [$"application shop: name of a volume is \"{name}\"; pods have a volume of this name already. Rename it."],
            FaultsOf(Singleton("clock", new VolumeDefinition(name, "1Gi"))));

    [Theory]
    [InlineData("letters")]
    [InlineData("/")]
    [InlineData("/var/letters/")]
    [InlineData("/var/my letters")]
    public void A_volume_is_mounted_at_an_absolute_path(string path)
        => Assert.Equal(
            [
                $"application shop: clock.Volumes is \"{path}\"; "
                    + "what is mounted has an absolute path of letters, digits, '-', '.', '_' and '/', with a folder of its own. "
                    + "Use a path such as /var/cache/models.",
            ],
            FaultsOf(Singleton("clock", Letters) with { Volumes = [new VolumeMount(Letters, path)] }));

    [Fact]
    public void One_thing_is_mounted_at_a_path()
        => Assert.Equal(
            [
                "application shop: clock: mounts at /tmp is 2; one thing is mounted at a path. Move all but one.",
                "application shop: clock: mounts at /var/letters is 2; one thing is mounted at a path. Move all but one.",
            ],
            FaultsOf(Singleton("clock", Letters) with { ScratchFolders = ["/tmp", "/var/letters"] }).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("/etc/postgres-ca")]
    [InlineData("/etc/mysql-ca")]
    public void Nothing_is_mounted_where_certificates_of_databases_are(string path)
        => Assert.Equal(
            [$"application shop: clock: mounts at {path} is 2; one thing is mounted at a path. Move all but one."],
            FaultsOf(Singleton("clock", Letters) with { ScratchFolders = [path] }));

    [Fact]
    public void Secret_files_share_a_folder()
        => Assert.DoesNotContain(
            FaultsOf(
                Singleton("clock", Letters) with
                {
                    SecretFiles =
                    [
                        new SecretFile("/run/secrets/a", SecretDefinition.Supplied("A_TOKEN")),
                        new SecretFile("/run/secrets/b", SecretDefinition.Supplied("B_TOKEN")),
                    ],
                }),
            fault => fault.Contains("mounts at", StringComparison.Ordinal));

    [Fact]
    public void A_secret_file_has_a_folder_of_its_own()
        => Assert.Single(
            FaultsOf(Singleton("clock", Letters) with { SecretFiles = [new SecretFile("/token", SecretDefinition.Supplied("TOKEN"))] }),
            "application shop: clock.SecretFiles is \"\"; "
                + "what is mounted has an absolute path of letters, digits, '-', '.', '_' and '/', with a folder of its own. "
                + "Use a path such as /var/cache/models.");

    private static WorkerDefinition Singleton(string name, VolumeDefinition volume) => new()
    {
        Name = name,
        Image = "shop",
        IsSingleton = true,
        Health = new HealthProbes { Liveness = HealthProbe.Run("true"), Readiness = HealthProbe.Run("true") },
        Volumes = [new VolumeMount(volume, "/var/letters")],
    };
}
