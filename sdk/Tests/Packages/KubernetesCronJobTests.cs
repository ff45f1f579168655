using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pulumi.Kubernetes.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Sdk.Tests.Support;

namespace Sdk.Tests.Packages;

/// <summary>Scheduled jobs, and what their pods are made of.</summary>
public class KubernetesCronJobTests
{
    private const string Token = "kubernetes:batch/v1:CronJob";

    [Fact]
    public async Task A_CronJob_is_of_its_type_with_apiVersion_and_kind_filled_in()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new CronJob("c", new CronJobArgs
        {
            Spec = new CronJobSpecArgs
            {
                Schedule = "15 3 * * *",
                TimeZone = "Etc/UTC",
                ConcurrencyPolicy = "Forbid",
                JobTemplate = new JobTemplateSpecArgs
                {
                    Spec = new JobSpecArgs { Template = new PodTemplateSpecArgs(), BackoffLimit = 2 },
                },
            },
        }));

        var inputs = run.Engine.Inputs(Token, "c");
        Assert.Equal(["apiVersion", "kind", "spec"], inputs.Keys.Order());
        Assert.Equal("batch/v1", inputs["apiVersion"]);
        Assert.Equal("CronJob", inputs["kind"]);
        var spec = Assert.IsType<ImmutableDictionary<string, object>>(inputs["spec"]);
        Assert.Equal(["concurrencyPolicy", "jobTemplate", "schedule", "timeZone"], spec.Keys.Order());
        Assert.Equal("15 3 * * *", spec["schedule"]);
        var template = Assert.IsType<ImmutableDictionary<string, object>>(spec["jobTemplate"]);
        Assert.Equal(2.0, Assert.IsType<ImmutableDictionary<string, object>>(template["spec"])["backoffLimit"]);
    }

    [Fact]
    public async Task A_CronJob_has_aliases_for_its_older_API_versions()
    {
        var pod = new PodSpecArgs { Containers = { new ContainerArgs { Name = "main" } } };
        var seen = await new TestRun().TransformAsync(options => _ = new CronJob("c", Scheduling(pod), options));

        Assert.Equal(["kubernetes:batch/v1beta1:CronJob", "kubernetes:batch/v2alpha1:CronJob"], await Aliases.TypesAsync(seen.Options));
    }

    [Fact]
    public async Task A_CronJob_without_spec_fails_the_run()
        => Assert.Contains(
            "CronJobArgs.Spec is required but was not given a value (Parameter 'Spec')",
            await Failures.SingleOfAsync(() => new TestRun().RunAsync(() => _ = new CronJob("c"))),
            StringComparison.Ordinal);

    [Fact]
    public async Task What_a_pod_mounts_runs_first_and_pulls_with_arrives_as_it_was_given()
    {
        var run = new TestRun();
        await run.RunAsync(() => _ = new CronJob("c", Scheduling(new PodSpecArgs
        {
            ImagePullSecrets = { new LocalObjectReferenceArgs { Name = "registry" } },
            InitContainers = { new ContainerArgs { Name = "wait" } },
            Containers =
            {
                new ContainerArgs { Name = "main", LivenessProbe = new ProbeArgs { Exec = new ExecActionArgs { Command = { "true" } } } },
            },
            Volumes =
            {
                new VolumeArgs { Name = "data", PersistentVolumeClaim = new PersistentVolumeClaimVolumeSourceArgs { ClaimName = "data" } },
                new VolumeArgs
                {
                    Name = "keys",
                    Projected = new ProjectedVolumeSourceArgs
                    {
                        Sources =
                        {
                            new VolumeProjectionArgs { Secret = new SecretProjectionArgs { Name = "keys", Items = { Key("tls") } } },
                        },
                    },
                },
                new VolumeArgs { Name = "tls", Secret = new SecretVolumeSourceArgs { SecretName = "tls", Items = { Key("ca") } } },
            },
        })));

        var spec = JsonSerializer.SerializeToNode(run.Engine.Inputs(Token, "c")["spec"])!;
        var expected = JsonNode.Parse("""
            {
              "imagePullSecrets": [{ "name": "registry" }],
              "initContainers": [{ "name": "wait" }],
              "containers": [{ "name": "main", "livenessProbe": { "exec": { "command": ["true"] } } }],
              "volumes": [
                { "name": "data", "persistentVolumeClaim": { "claimName": "data" } },
                {
                  "name": "keys",
                  "projected": { "sources": [{ "secret": { "name": "keys", "items": [{ "key": "tls", "path": "tls.pem" }] } }] }
                },
                { "name": "tls", "secret": { "secretName": "tls", "items": [{ "key": "ca", "path": "ca.pem" }] } }
              ]
            }
            """);
        var pod = spec["jobTemplate"]!["spec"]!["template"]!["spec"];
        Assert.True(JsonNode.DeepEquals(expected, pod), $"{pod}");
    }

    private static CronJobArgs Scheduling(PodSpecArgs pod) => new()
    {
        Spec = new CronJobSpecArgs
        {
            Schedule = "15 3 * * *",
            JobTemplate = new JobTemplateSpecArgs { Spec = new JobSpecArgs { Template = new PodTemplateSpecArgs { Spec = pod } } },
        },
    };

    private static KeyToPathArgs Key(string name) => new() { Key = name, Path = $"{name}.pem" };
}
