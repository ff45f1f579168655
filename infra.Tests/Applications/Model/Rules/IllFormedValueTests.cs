using Infra.Applications.Model;
using Infra.Tests.SettingsTests;
using static Infra.Tests.Applications.Model.Rules.Shop;

namespace Infra.Tests.Applications.Model.Rules;

/// <summary>
/// Texts in a definition that are no quantity, schedule or image are told with their place, and break nothing before that.
/// </summary>
public sealed class IllFormedValueTests
{
    [Fact]
    public void They_are_reported_with_all_other_faults()
    {
        using var project = new Project().With("dev", StackText.Only("infra:redis: {engine: Valkey}"));
        Assert.Equal(
            [
                "Pulumi.dev.yaml: infra:redis.engine is \"Valkey\"; it takes one of valkey, redis. Use valkey, or remove the line.",
                "application shop: Image shop is \"Shop:1\"; it takes an image: repository[:tag][@sha256:digest]. "
                    + "Use a value such as registry.example.com/api:1.4.0.",
                "application shop: clock.UserId is 0; containers do not run as root. Use the user of the image, such as 10001.",
                "application shop: clock.Resources.Memory is \"512 MB\"; it takes a quantity from 1Mi to 64Ti. Use 1Mi or more.",
                "application shop: report.Schedule is \"daily\"; "
                    + "it takes a schedule of five fields: minute, hour, day of the month, month, "
                    + "day of the week. Use a value such as 0 2 * * *.",
                "application shop: Volume letters.Size is \"big\"; it takes a quantity from 1Mi to 64Ti. Use 1Mi or more.",
            ],
            project.LoadingFaults("dev", IllFormed.Definition).Split('\n'));
    }

    [Fact]
    public void A_stack_file_can_say_what_the_definition_does_not()
    {
        using var project = new Project().With(
            "dev",
            StackText.Only("infra:volumes: {letters: 2Gi}", "infra:workloads: {clock: {memory: 1Gi}}"));
        var faults = project.LoadingFaults("dev", IllFormed.Definition);
        Assert.Contains("application shop: Volume letters.Size is \"big\"; ", faults, StringComparison.Ordinal);
        Assert.DoesNotContain("Pulumi.dev.yaml", faults, StringComparison.Ordinal);
    }

    // As definitions are written: made once, when the class is first used.
    private static class IllFormed
    {
        public static ApplicationDefinition Definition { get; } = Of(Clock, Report) with
        {
            Images = [new ImageDefinition("shop") { Published = "Shop:1" }],
        };

        private static WorkerDefinition Clock => Worker with
        {
            Name = "clock",
            UserId = 0,
            IsSingleton = true,
            Resources = new ResourceAmounts { Memory = "512 MB" },
            Volumes = [new VolumeMount(new VolumeDefinition("letters", "big"), "/var/letters")],
        };

        private static JobDefinition Report => Job with { Name = "report", Purpose = JobPurpose.Scheduled, Schedule = "daily" };
    }
}
