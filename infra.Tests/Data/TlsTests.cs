using Infra.Data;
using Infra.Tests.Applications;
using Infra.Tests.PreviewTests.Comparison;
using Infra.Tests.SettingsTests;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data;

/// <summary>TLS to Redis and Qdrant as it is rendered: what is open, who verifies what, and the way there on a live stack.</summary>
public sealed class TlsTests
{
    private const string Keda = """{"namespaces": {"keda": "keda-system"}}""";
    private const string Required = """{"tls": "required"}""";
    private const string OneToFive = """{"worker": {"scaling": {"minReplicas": 1, "maxReplicas": 5}}}""";

    [Theory]
    [InlineData(TlsMode.Disabled, true, false, "redis://app:", "6379/0")]
    [InlineData(TlsMode.Allowed, true, true, "redis://app:", "6379/0")]
    [InlineData(TlsMode.Preferred, true, true, "rediss://app:", "6380/0?ssl_ca_certs=/etc/redis-ca/ca.crt")]
    [InlineData(TlsMode.Required, false, true, "rediss://app:", "6380/0?ssl_ca_certs=/etc/redis-ca/ca.crt")]
    public async Task Ports_paths_and_URLs_of_Redis_follow_the_mode(string mode, bool isPlain, bool hasTls, string scheme, string end)
    {
        var run = await ApplicationRuns.RunAsync("equivalence", "prod", ("redis", $$"""{"tls": "{{mode}}"}"""));
        var network = new StackNetwork(run.Plan);
        Assert.Equal(isPlain, network.Reaches("web", "redis", 6379));
        Assert.Equal(hasTls, network.Reaches("web", "redis", 6380));
        var ports = run.Plan.Find("Service redis").Inputs.Items("spec.ports").Select(port => port.Number("port"));
        Assert.Equal([.. isPlain ? [6379] : Array.Empty<int?>(), .. hasTls ? [6380] : Array.Empty<int?>()], ports);
        foreach (var workload in new[] { "web", "worker" })
        {
            var url = run.Inputs($"equivalence-{workload}-secrets")["stringData.REDIS_URL"];
            Assert.StartsWith(scheme, url, StringComparison.Ordinal);
            Assert.EndsWith(end, url, StringComparison.Ordinal);
            var isMounted = PodTemplate.Of(run.Plan.Find($"Deployment {workload}"))!.Spec.Items("volumes")
                .Any(volume => volume.Text("secret.secretName") == "redis-tls");
            Assert.Equal(scheme.StartsWith("rediss", StringComparison.Ordinal), isMounted);
        }
    }

    [Fact]
    public async Task Clients_mount_the_certificate_of_the_authority_and_not_the_key()
    {
        var run = await ApplicationRuns.RunAsync("reference", "prod", ("redis", Required), ("qdrant", Required));
        var pods = run.Plan.Objects.Select(PodTemplate.Of).OfType<PodTemplate>()
            .Where(template => template.Owner.ObjectName is not ("redis" or "qdrant"));
        var mounted = pods.SelectMany(template => template.Spec.Items("volumes"))
            .Where(volume => volume.Text("secret.secretName") is "redis-tls" or "qdrant-tls")
            .ToList();
        Assert.True(mounted.Count >= 6, $"{mounted.Count}");
        Assert.All(mounted, volume => Assert.Equal("ca.crt", Assert.Single(volume.Items("secret.items")).Text("key")));
        Assert.Equal(
            ("/etc/redis-ca/ca.crt", "/etc/qdrant-ca/ca.crt", "https://qdrant.reference-prod.svc:6333"),
            (Told("REDIS_CA_FILE"), Told("NODE_EXTRA_CA_CERTS"), Told("QDRANT_URL")));
        Assert.StartsWith("rediss://", run.Inputs("reference-api-secrets")["stringData.REDIS_URL"], StringComparison.Ordinal);

        string Told(string variable) => run.Inputs("reference-api-config")[$"data.{variable}"];
    }

    [Theory]
    [InlineData(Required, true)]
    [InlineData("{}", false)]
    public async Task Clients_find_a_server_whose_certificate_cannot_be_reloaded(string redis, bool isFound)
    {
        var run = await ApplicationRuns.RunAsync("reference", "prod", ("redis", redis));
        Assert.Equal(isFound, run.Plan.Find("Service redis").Inputs.IsTrue("spec.publishNotReadyAddresses"));
    }

    [Fact]
    public async Task No_key_and_no_certificate_is_in_a_manifest()
    {
        var run = await ApplicationRuns.RunAsync("reference", "prod", ("redis", Required), ("qdrant", Required));
        string[] secrets = ["Secret redis-tls", "Secret redis-ca", "Secret qdrant-tls", "Secret qdrant-ca"];
        Assert.DoesNotContain(run.Plan.Objects, resource => secrets.Contains(resource.Title));
        foreach (var name in new[] { "redis", "qdrant" })
        {
            var annotations = run.Plan.Find($"Certificate {name}-tls").Inputs.At("metadata.annotations")!;
            Assert.Equal("condition=Ready", annotations["pulumi.com/waitFor"]!.ToString());
            Assert.Equal("Never", run.Plan.Find($"Certificate {name}-ca").Inputs.Text("spec.privateKey.rotationPolicy"));
            Assert.Equal("Always", run.Plan.Find($"Certificate {name}-tls").Inputs.Text("spec.privateKey.rotationPolicy"));
        }
    }

    [Fact]
    public async Task Qdrant_speaks_HTTPS_alone_to_probes_Prometheus_and_backups_and_no_gRPC()
    {
        var run = await ApplicationRuns.RunAsync("reference", "prod", ("qdrant", Required));
        var container = PodTemplate.Of(run.Plan.Find("StatefulSet qdrant"))!.Containers.Single();
        Assert.All(["startupProbe", "livenessProbe", "readinessProbe"], probe =>
            Assert.Equal("HTTPS", container.Text($"{probe}.httpGet.scheme")));
        var variables = container.Items("env").ToDictionary(variable => variable.Text("name"), variable => variable.Text("value"));
        Assert.Equal(("true", "900"), (variables["QDRANT__SERVICE__ENABLE_TLS"], variables["QDRANT__TLS__CERT_TTL"]));
        var endpoint = Assert.Single(run.Plan.Find("PodMonitor qdrant").Inputs.Items("spec.podMetricsEndpoints"));
        Assert.Equal(("https", "qdrant.reference-prod.svc"), (endpoint.Text("scheme"), endpoint.Text("tlsConfig.serverName")));
        Assert.Equal(
            ("qdrant-tls", "ca.crt"),
            (endpoint.Text("tlsConfig.ca.secret.name"), endpoint.Text("tlsConfig.ca.secret.key")));
        var network = new StackNetwork(run.Plan);
        Assert.True(network.Reaches("api", "qdrant", 6333));
        Assert.False(network.Reaches("api", "qdrant", 6334));
        var backup = PodTemplate.Of(run.Plan.Find("CronJob qdrant-backup"))!;
        var snapshot = backup.Containers.Single(one => one.Text("name") == "snapshot");
        var told = snapshot.Items("env").ToDictionary(variable => variable.Text("name"), variable => variable.Text("value"));
        Assert.Equal(("https://qdrant.reference-prod.svc:6333", "/etc/qdrant-ca/ca.crt"), (told["URL"], told["CURL_CA_BUNDLE"]));
    }

    [Fact]
    public async Task KEDA_verifies_Redis_where_the_others_do()
    {
        var run = await ApplicationRuns.RunAsync(
            "equivalence",
            "prod",
            ("cluster", Keda),
            ("workloads", OneToFive),
            ("redis", """{"tls": "preferred"}"""));
        var trigger = Assert.Single(run.Plan.Find("ScaledObject worker").Inputs.Items("spec.triggers"));
        Assert.Equal(
            ("redis.equivalence-prod.svc:6380", "true"),
            (trigger.Text("metadata.address"), trigger.Text("metadata.enableTLS")));
        var authority = run.Plan.Find("TriggerAuthentication worker").Inputs.Items("spec.secretTargetRef")
            .Single(reference => reference.Text("parameter") == "ca");
        Assert.Equal(("redis-tls", "ca.crt"), (authority.Text("name"), authority.Text("key")));
        Assert.True(new StackNetwork(run.Plan).IsReachedFrom("keda-system", "redis", 6380));
    }

    [Fact]
    public async Task Clients_move_over_without_a_restart_of_the_server()
    {
        var comparison = StackChange.Between(await PlanAsync(TlsMode.Allowed), await PlanAsync(TlsMode.Preferred));
        var rolled = comparison.Rollouts.Select(rollout => rollout.Title).Distinct().ToList();
        Assert.DoesNotContain("StatefulSet redis", rolled);
        Assert.Contains("Deployment api", rolled);
        Assert.Empty(comparison.Refused);
    }

    [Theory]
    [InlineData(TlsMode.Disabled, TlsMode.Required, 6379, TlsMode.Preferred)]
    [InlineData(TlsMode.Allowed, TlsMode.Required, 6379, TlsMode.Preferred)]
    [InlineData(TlsMode.Required, TlsMode.Disabled, 6380, TlsMode.Allowed)]
    [InlineData(TlsMode.Preferred, TlsMode.Disabled, 6380, TlsMode.Allowed)]
    public async Task A_step_that_cuts_clients_off_is_refused(string before, string after, int port, string between)
    {
        var comparison = StackChange.Between(await PlanAsync(before), await PlanAsync(after));
        Assert.Equal(
            [
                $"StatefulSet redis: its clients are on port {port}, which it closes before they are replaced: until then they have no "
                    + $"Redis. Set infra:redis.tls to {between} first, and deploy that.",
            ],
            comparison.Refused.Select(finding => finding.Text));
    }

    [Theory]
    [InlineData(TlsMode.Disabled, TlsMode.Allowed)]
    [InlineData(TlsMode.Disabled, TlsMode.Preferred)]
    [InlineData(TlsMode.Preferred, TlsMode.Required)]
    [InlineData(TlsMode.Required, TlsMode.Preferred)]
    [InlineData(TlsMode.Required, TlsMode.Allowed)]
    [InlineData(TlsMode.Allowed, TlsMode.Disabled)]
    public async Task Every_other_step_is_not(string before, string after)
        => Assert.Empty(StackChange.Between(await PlanAsync(before), await PlanAsync(after)).Refused);

    [Fact]
    public async Task Whoever_turns_TLS_of_Qdrant_on_is_told_that_its_clients_fail_meanwhile()
        => Assert.Contains(
            "StatefulSet qdrant: it speaks HTTPS from its restart on, and its clients HTTP until each of them is replaced: their requests "
                + "fail meanwhile. Deploy it when that is acceptable; afterwards rotate its keys, which went over plain HTTP.",
            (await StackChange.CompareAsync("prod", "infra:qdrant: {tls: required}")).Warnings.Select(finding => finding.Text));

    [Theory]
    [InlineData("redis", "RedisNeed.CaParameter or RedisVariable.CaFile")]
    [InlineData("qdrant", "QdrantVariable.CaFile")]
    public async Task A_client_that_is_not_told_what_to_verify_is_refused(string service, string words)
        => Assert.StartsWith(
            $"Pulumi.dev.yaml: infra:{service}.tls is \"required\"; graphrag of application graphrag is not told what to verify the "
                + $"server with, and would not connect. Remove it, unless the definition says how its client is told ({words}).",
            await Project.RefusalOfAsync(StackText.Of("infra:application: graphrag", $"infra:{service}: {{tls: required}}")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("redis", "disabled, allowed, preferred, required")]
    [InlineData("qdrant", "disabled, required")]
    public async Task Another_mode_is_refused(string service, string modes)
        => Assert.Equal(
            $"Pulumi.dev.yaml: infra:{service}.tls is \"require\"; it takes one of {modes}. Use required, or remove the line.",
            await Project.RefusalOfAsync(StackText.Of($"infra:{service}: {{tls: require}}")));

    private static Task<Plan> PlanAsync(string mode) => StackChange.PlanWithAsync("prod", $"infra:redis: {{tls: {mode}}}");
}
