using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Kubernetes.Traefik;
using Infra.Settings;
using Infra.Tests.Support;
using Infra.Values;
using Pulumi.Testing;

namespace Infra.Tests.Platform.Application;

/// <summary>A migration that fails leaves the version that runs as it is.</summary>
public sealed class GateTests
{
    private const string JobType = "kubernetes:batch/v1:Job";

    private static readonly string[] Gated =
    [
        "kubernetes:apps/v1:Deployment",
        "kubernetes:apps/v1:StatefulSet",
        JobType,
        "kubernetes:batch/v1:CronJob",
        TraefikServiceResource.Type,
    ];

    public static TheoryData<string, string> Deployments => Repository.MigratedDeploymentData;

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Nothing_of_a_release_is_deployed_whose_migration_failed(string application, string stack)
    {
        var settings = WithCanary(Previews.SettingsOf(stack, application));
        var gates = settings.Application.Projects.Where(project => project.Jobs.Any(job => job.Purpose == JobPurpose.Migration)).ToList();
        Assert.NotEmpty(gates);
        foreach (var project in gates)
        {
            var migration = project.Jobs.First(job => job.Purpose == JobPurpose.Migration).Name;

            var registered = await new StackRun
            {
                Settings = settings,
                Refuse = args => args.Type == JobType && WorkloadOf(args) == migration,
            }.FailAsync();

            var workloads = project.Workloads.Select(workload => workload.Name).ToHashSet();
            Assert.Empty(
                registered.Where(args => Gated.Contains(args.Type) && workloads.Contains(WorkloadOf(args) ?? "")).Select(args => args.Name)
            );
            // The ground it stands on is there, so that it is the migration that held the others up.
            Assert.Contains(registered, args => args.Type == "kubernetes:core/v1:ServiceAccount" && WorkloadOf(args) == project.Name);
        }
    }

    [Fact]
    public async Task An_import_that_failed_holds_the_rollout_up_and_a_verification_the_share_of_the_canary()
    {
        var settings = Showcase.SettingsOf("prod");

        var withoutImport = await new StackRun
        {
            Settings = settings,
            Refuse = args => args.Type == JobType && WorkloadOf(args) == "load",
        }.FailAsync();
        Assert.Contains(withoutImport, args => args.Type == JobType && WorkloadOf(args) == "migrate");
        Assert.DoesNotContain(withoutImport, args =>
            args.Type == "kubernetes:apps/v1:Deployment" && WorkloadOf(args) is "web" or "web-canary");

        var withoutVerification = await new StackRun
        {
            Settings = settings,
            Refuse = args => args.Type == JobType && WorkloadOf(args) == "verify",
        }.FailAsync();
        Assert.Contains(withoutVerification, args => args.Type == "kubernetes:apps/v1:Deployment" && WorkloadOf(args) == "web-canary");
        Assert.DoesNotContain(withoutVerification, args => args.Type == TraefikServiceResource.Type);
    }

    [Fact]
    public async Task A_backup_that_failed_holds_the_migration_up()
    {
        var registered = await new StackRun
        {
            Settings = Showcase.SettingsOf("prod"),
            Refuse = args => args.Type == JobType && WorkloadOf(args) == "postgres-backup",
        }.FailAsync();
        Assert.DoesNotContain(registered, args => args.Type == JobType && WorkloadOf(args) == "migrate");
    }

    /// <summary>A release with the next version of every public service.</summary>
    private static StackSettings WithCanary(StackSettings settings)
    {
        var images = settings
            .Application.Services.Where(service => service is { IsPublic: true, IsSingleton: false })
            .Select(service => service.Image)
            .Distinct();
        var canary = new CanarySettings
        {
            Percent = 10,
            Images = images.ToImmutableDictionary(
                name => name,
                name => ImageReference.TryParse($"registry.example.com/{name}@sha256:{new string('2', 64)}")!),
        };
        var application = CanaryRelease.Apply(settings.Application, canary);
        return settings with
        {
            Release = settings.Release with { Canary = canary },
            Application = application,
            Images = settings.Images.SetItems(
                canary.Images.Select(image => KeyValuePair.Create(DerivedNames.CanaryOf(image.Key), image.Value))),
            Workloads = settings.Workloads.SetItems(
                application
                    .Services.Where(service => service.CanaryOf is not null)
                    .Select(service => KeyValuePair.Create(service.Name, settings.Workloads[service.CanaryOf!]))),
        };
    }

    private static string? WorkloadOf(MockResourceArgs args)
        => FlatInputs.Of(args.Inputs).GetValueOrDefault("metadata.labels.app.kubernetes.io/name");
}
