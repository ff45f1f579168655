namespace Infra.Tests.SettingsTests;

/// <summary>Values that a setting does not take.</summary>
public sealed class WrongTypeTests
{
    private const string Number = "it takes a whole number from ";
    private const string Quantity = "it takes a quantity from ";
    private const string Duration = "it takes a duration from ";
    private const string Truth = "it takes true or false";
    private const string Schedule = "it takes a schedule of five fields: minute, hour, day of the month, month, day of the week";
    private const string Host = "it takes a DNS name in lower case with at least one dot";
    private const string NameWithDots = "it takes a name of at most 253 lower-case letters, digits, '-' and '.', "
        + "the first and the last of each part between dots a letter or digit";
    private const string ObjectName = "it takes a name of at most 63 lower-case letters, "
        + "digits and '-' that neither begins nor ends with '-'";
    private const string LabelValue = "it takes a label's value: at most 63 letters, digits, '-', '_' and '.', "
        + "the first and the last a letter or digit";
    private const string LabelName = "it takes a label's name: at most 63 letters, digits, '-', '_' and '.', "
        + "the first and the last a letter or digit";
    private const string AddressRange = "it takes an address range in its shortest form, all bits after the prefix zero";
    private const string BucketAddress = "it takes an address of the form s3://host[/path]";
    private const string WebAddress = "it takes an address of the form https://host[/path]";
    private const string Image = "it takes an image: repository[:tag][@sha256:digest]";
    private const string Channel = "it takes a channel's name";
    private const string Context = "it takes the name of a kubeconfig context";
    private const string Section = "it takes a map of settings";

    [Theory]
    // Whole numbers.
    [InlineData("infra:postgres: {instances: two}", "infra:postgres.instances is \"two\"", Number + "1 to 9", "Use 1 or more")]
    [InlineData("infra:postgres: {instances: 1.5}", "infra:postgres.instances is 1.5", Number + "1 to 9", "Use 1 or 2")]
    [InlineData("infra:postgres: {instances: -1}", "infra:postgres.instances is -1", Number + "1 to 9", "Use 1 or more")]
    [InlineData("infra:postgres: {instances: 0}", "infra:postgres.instances is 0", Number + "1 to 9", "Use 1 or more")]
    [InlineData("infra:postgres: {instances: 10}", "infra:postgres.instances is 10", Number + "1 to 9", "Use 9 or less")]
    [InlineData("infra:postgres: {instances: true}", "infra:postgres.instances is true", Number + "1 to 9", "Use 1 or more")]
    [InlineData("infra:postgres: {instances: [1]}", "infra:postgres.instances is a list", Number + "1 to 9", "Use 1 or more")]
    [InlineData("infra:postgres: {instances: {count: 1}}", "infra:postgres.instances is a map", Number + "1 to 9", "Use 1 or more")]
    [InlineData("infra:postgres: {instances: ~}", "infra:postgres.instances is empty", Number + "1 to 9", "Use 1 or more")]
    [InlineData("infra:postgres: {instances: ''}", "infra:postgres.instances is \"\"", Number + "1 to 9", "Use 1 or more")]
    [InlineData("infra:postgres: {version: 14}", "infra:postgres.version is 14", Number + "15 to 18", "Use 15 or more")]
    [InlineData(
        "infra:postgres: {maxConnections: 6000}",
        "infra:postgres.maxConnections is 6000",
        Number + "20 to 5000",
        "Use 5000 or less")]
    [InlineData("infra:postgres: {version: 19}", "infra:postgres.version is 19", Number + "15 to 18", "Use 18 or less")]
    [InlineData("infra:postgres: {maxConnections: 19}", "infra:postgres.maxConnections is 19", Number + "20 to 5000", "Use 20 or more")]
    [InlineData(
        "infra:postgres: {maxConnections: 1000000000}",
        "infra:postgres.maxConnections is 1000000000",
        Number + "20 to 5000",
        "Use 5000 or less")]
    [InlineData(
        "infra:postgres: {maxConnections: '99999999999999999999'}",
        "infra:postgres.maxConnections is \"99999999999999999999\"",
        Number + "20 to 5000",
        "Use 5000 or less")]
    [InlineData(
        "infra:postgres: {maxConnections: NaN}",
        "infra:postgres.maxConnections is \"NaN\"",
        Number + "20 to 5000",
        "Use 20 or more")]
    [InlineData(
        "infra:postgres: {backup: {retentionDays: 366}}",
        "infra:postgres.backup.retentionDays is 366",
        Number + "1 to 365",
        "Use 365 or less")]
    [InlineData(
        "infra:edge: {hosts: {api: api.example.com}, rateLimit: {average: 0}}",
        "infra:edge.rateLimit.average is 0",
        Number + "1 to 100000",
        "Use 1 or more")]
    [InlineData(
        "infra:edge: {hosts: {api: api.example.com}, rateLimit: {burst: 100001}}",
        "infra:edge.rateLimit.burst is 100001",
        Number + "1 to 100000",
        "Use 100000 or less")]
    [InlineData(
        "infra:edge: {hosts: {api: api.example.com}, trustedProxies: 11}",
        "infra:edge.trustedProxies is 11",
        Number + "0 to 10",
        "Use 10 or less")]
    [InlineData("infra:alerts: {errorRatePercent: 101}", "infra:alerts.errorRatePercent is 101", Number + "1 to 100", "Use 100 or less")]
    [InlineData(
        "infra:workloads: {api: {scaling: {targetCpuPercent: 9}}}",
        "infra:workloads.api.scaling.targetCpuPercent is 9",
        Number + "10 to 100",
        "Use 10 or more")]
    // Truth values.
    [InlineData("infra:redis: {enabled: 'yes'}", "infra:redis.enabled is \"yes\"", Truth, "Use one of these")]
    [InlineData("infra:release: {migrate: 1}", "infra:release.migrate is 1", Truth, "Use one of these")]
    [InlineData("infra:release: {migrate: 'tRue'}", "infra:release.migrate is \"tRue\"", Truth, "Use one of these")]
    [InlineData("infra:allowSourceSdk: maybe", "infra:allowSourceSdk is \"maybe\"", Truth, "Use one of these")]
    // Amounts.
    [InlineData("infra:postgres: {storage: 5GB}", "infra:postgres.storage is \"5GB\"", Quantity + "1Gi to 64Ti", "Use 1Gi or more")]
    [InlineData("infra:postgres: {storage: 5}", "infra:postgres.storage is 5", Quantity + "1Gi to 64Ti", "Use 1Gi or more")]
    [InlineData("infra:postgres: {memory: 250m}", "infra:postgres.memory is \"250m\"", Quantity + "256Mi to 64Ti", "Use 256Mi or more")]
    [InlineData(
        "infra:postgres: {walStorage: 999999999999999Ti}",
        "infra:postgres.walStorage is \"999999999999999Ti\"",
        Quantity + "1Gi to 64Ti",
        "Use 64Ti or less")]
    [InlineData("infra:redis: {memory: 0}", "infra:redis.memory is 0", Quantity + "64Mi to 64Ti", "Use 64Mi or more")]
    [InlineData("infra:redis: {memory: -1Gi}", "infra:redis.memory is \"-1Gi\"", Quantity + "64Mi to 64Ti", "Use 64Mi or more")]
    [InlineData("infra:postgres: {storage: 1023Mi}", "infra:postgres.storage is \"1023Mi\"", Quantity + "1Gi to 64Ti", "Use 1Gi or more")]
    [InlineData(
        "infra:postgres: {walStorage: 1023Mi}",
        "infra:postgres.walStorage is \"1023Mi\"",
        Quantity + "1Gi to 64Ti",
        "Use 1Gi or more")]
    [InlineData("infra:postgres: {memory: 255Mi}", "infra:postgres.memory is \"255Mi\"", Quantity + "256Mi to 64Ti", "Use 256Mi or more")]
    [InlineData("infra:redis: {memory: 1Mi}", "infra:redis.memory is \"1Mi\"", Quantity + "64Mi to 64Ti", "Use 64Mi or more")]
    [InlineData("infra:redis: {memory: 63Mi}", "infra:redis.memory is \"63Mi\"", Quantity + "64Mi to 64Ti", "Use 64Mi or more")]
    [InlineData(
        "infra:redis: {memory: 2000000000m}",
        "infra:redis.memory is \"2000000000m\"",
        Quantity + "64Mi to 64Ti",
        "Use 64Mi or more")]
    [InlineData("infra:qdrant: {memory: 127Mi}", "infra:qdrant.memory is \"127Mi\"", Quantity + "128Mi to 64Ti", "Use 128Mi or more")]
    [InlineData("infra:qdrant: {storage: 1023Ki}", "infra:qdrant.storage is \"1023Ki\"", Quantity + "1Mi to 64Ti", "Use 1Mi or more")]
    [InlineData("infra:redis: {cpu: 0.1k}", "infra:redis.cpu is \"0.1k\"", Quantity + "1m to 256", "Use 1m or more")]
    [InlineData("infra:redis: {cpu: 512Mi}", "infra:redis.cpu is \"512Mi\"", Quantity + "1m to 256", "Use 256 or less")]
    [InlineData("infra:redis: {cpu: 0.0001}", "infra:redis.cpu is 0.0001", Quantity + "1m to 256", "Use 1m or more")]
    [InlineData("infra:workloads: {api: {cpu: 1000}}", "infra:workloads.api.cpu is 1000", Quantity + "1m to 256", "Use 256 or less")]
    [InlineData(
        "infra:workloads: {api: {memory: lots}}",
        "infra:workloads.api.memory is \"lots\"",
        Quantity + "1Mi to 64Ti",
        "Use 1Mi or more")]
    // Durations.
    [InlineData(
        "infra:postgres: {backup: {archiveTimeout: 300}}",
        "infra:postgres.backup.archiveTimeout is 300",
        Duration + "1m to 1d",
        "Use 1m or more")]
    [InlineData(
        "infra:postgres: {backup: {archiveTimeout: 30s}}",
        "infra:postgres.backup.archiveTimeout is \"30s\"",
        Duration + "1m to 1d",
        "Use 1m or more")]
    [InlineData(
        "infra:postgres: {backup: {archiveTimeout: 99999999d}}",
        "infra:postgres.backup.archiveTimeout is \"99999999d\"",
        Duration + "1m to 1d",
        "Use 1d or less")]
    [InlineData(
        "infra:postgres: {backup: {archiveTimeout: 25h}}",
        "infra:postgres.backup.archiveTimeout is \"25h\"",
        Duration + "1m to 1d",
        "Use 1d or less")]
    [InlineData(
        "infra:edge: {hosts: {api: api.example.com}, rateLimit: {period: 0s}}",
        "infra:edge.rateLimit.period is \"0s\"",
        Duration + "1s to 1h",
        "Use 1s or more")]
    [InlineData(
        "infra:edge: {hosts: {api: api.example.com}, rateLimit: {period: 2h}}",
        "infra:edge.rateLimit.period is \"2h\"",
        Duration + "1s to 1h",
        "Use 1h or less")]
    // Schedules.
    [InlineData(
        "infra:postgres: {backup: {schedule: daily}}",
        "infra:postgres.backup.schedule is \"daily\"",
        Schedule,
        "Use a value such as 0 2 * * *")]
    [InlineData(
        "infra:postgres: {backup: {schedule: 0 0 2 * * *}}",
        "infra:postgres.backup.schedule is \"0 0 2 * * *\"",
        Schedule,
        "Use a value such as 0 2 * * *")]
    [InlineData(
        "infra:postgres: {backup: {schedule: 61 2 * * *}}",
        "infra:postgres.backup.schedule is \"61 2 * * *\"",
        Schedule,
        "Use a value such as 0 2 * * *")]
    // Names and addresses.
    [InlineData(
        "infra:cluster: {storageClass: Fast}",
        "infra:cluster.storageClass is \"Fast\"",
        NameWithDots,
        "Use a value such as standard")]
    [InlineData(
        "infra:cluster: {storageClass: gp3.}",
        "infra:cluster.storageClass is \"gp3.\"",
        NameWithDots,
        "Use a value such as standard")]
    [InlineData(
        "infra:cluster: {issuer: -letsencrypt}",
        "infra:cluster.issuer is \"-letsencrypt\"",
        NameWithDots,
        "Use a value such as standard")]
    [InlineData(
        "infra:cluster: {namespaces: {traefik: ingress_traefik}}",
        "infra:cluster.namespaces.traefik is \"ingress_traefik\"",
        ObjectName,
        "Use a value such as standard")]
    [InlineData(
        "infra:cluster: {monitoringLabels: {release: two words}}",
        "infra:cluster.monitoringLabels.release is \"two words\"",
        LabelValue,
        "Use a value such as prometheus")]
    [InlineData(
        "infra:cluster: {monitoringLabels: {a..b/team: shop}}",
        "infra:cluster.monitoringLabels.a..b/team is no key",
        LabelName,
        "Use a key such as release")]
    [InlineData(
        "infra:cluster: {monitoringLabels: {a.-b/team: shop}}",
        "infra:cluster.monitoringLabels.a.-b/team is no key",
        LabelName,
        "Use a key such as release")]
    [InlineData(
        "infra:cluster: {context: \"a\\e[31m\"}",
        "infra:cluster.context is \"a\\u001b[31m\"",
        "it takes the name of a kubeconfig context",
        "Use a value such as my-cluster")]
    [InlineData(
        "infra:cluster: {monitoringLabels: {two words: prometheus}}",
        "infra:cluster.monitoringLabels.two words is no key",
        LabelName,
        "Use a key such as release")]
    [InlineData(
        "infra:cluster: {apiServerRanges: [10.0.0.0/8, 10.0.0.0/33]}",
        "infra:cluster.apiServerRanges[1] is \"10.0.0.0/33\"",
        AddressRange,
        "Use a value such as 10.0.0.0/8")]
    [InlineData(
        "infra:cluster: {apiServerRanges: [10.0.0.1/8]}",
        "infra:cluster.apiServerRanges[0] is \"10.0.0.1/8\"",
        AddressRange,
        "Use a value such as 10.0.0.0/8")]
    [InlineData(
        "infra:cluster: {apiServerRanges: [10/8]}",
        "infra:cluster.apiServerRanges[0] is \"10/8\"",
        AddressRange,
        "Use a value such as 10.0.0.0/8")]
    [InlineData(
        "infra:cluster: {apiServerRanges: [{range: 10.0.0.0/8}]}",
        "infra:cluster.apiServerRanges[0] is a map",
        AddressRange,
        "Use a value such as 10.0.0.0/8")]
    [InlineData(
        "infra:objectStorage: {destination: s3://backups, endpoint: 'http://s3.example.com'}",
        "infra:objectStorage.endpoint is \"http://s3.example.com\"",
        WebAddress,
        "Use a value such as https://s3.example.com")]
    [InlineData(
        "infra:objectStorage: {destination: s3://backups, endpoint: 'https://user:password@s3.example.com'}",
        "infra:objectStorage.endpoint is \"https://…@s3.example.com\"",
        WebAddress,
        "Use a value such as https://s3.example.com")]
    // Images.
    [InlineData(
        "infra:release: {images: {reference: 'Reference:1.0.0'}}",
        "infra:release.images.reference is \"Reference:1.0.0\"",
        Image,
        "Use a value such as registry.example.com/api:1.4.0")]
    [InlineData(
        "infra:release: {images: {reference: 'reference@sha256:abc'}}",
        "infra:release.images.reference is \"reference@sha256:abc\"",
        Image,
        "Use a value such as registry.example.com/api:1.4.0")]
    // Choices and texts.
    [InlineData("infra:redis: {engine: keydb}", "infra:redis.engine is \"keydb\"", "it takes one of valkey, redis", "Use one of these")]
    [InlineData("infra:redis: {engine: Valkey}", "infra:redis.engine is \"Valkey\"", "it takes one of valkey, redis", "Use valkey")]
    [InlineData(
        "infra:environment: production",
        "infra:environment is \"production\"",
        "it takes one of dev, stage, prod",
        "Use one of these")]
    [InlineData(
        "infra:alerts: {criticalChannel: #alerts\n  }",
        "infra:alerts.criticalChannel is empty",
        Channel,
        "Use a value such as \"#alerts\"")]
    [InlineData("infra:alerts: {warningChannel: ' '}", "infra:alerts.warningChannel is \" \"", Channel, "Use a value such as \"#alerts\"")]
    [InlineData("infra:cluster: {context: ''}", "infra:cluster.context is \"\"", Context, "Use a value such as my-cluster")]
    [InlineData(
        "infra:objectStorage: {destination: s3://backups, region: [eu]}",
        "infra:objectStorage.region is a list",
        "it takes a region's name",
        "Use a value such as eu-central-1")]
    [InlineData(
        "infra:cluster: {context: \"two\\nlines\"}",
        "infra:cluster.context is \"two\\nlines\"",
        Context,
        "Use a value such as my-cluster")]
    public async Task A_value_of_the_wrong_kind_or_out_of_range_is_refused(string entry, string subject, string rule, string fix)
        => Assert.Equal(
            $"Pulumi.dev.yaml: {subject}; {rule}. {fix}, or remove the line.",
            await Project.RefusalOfAsync(StackText.Of(entry)));

    [Theory]
    // Names and addresses.
    [InlineData(
        "infra:edge: {hosts: {api: localhost}}",
        "infra:edge.hosts.api is \"localhost\"",
        Host,
        "Use a value such as api.example.com")]
    [InlineData(
        "infra:edge: {hosts: {api: API.example.com}}",
        "infra:edge.hosts.api is \"API.example.com\"",
        Host,
        "Use a value such as api.example.com")]
    [InlineData(
        "infra:edge: {hosts: {api: api_v1.example.com}}",
        "infra:edge.hosts.api is \"api_v1.example.com\"",
        Host,
        "Use a value such as api.example.com")]
    [InlineData(
        "infra:edge: {hosts: {api: https://api.example.com}}",
        "infra:edge.hosts.api is \"https://api.example.com\"",
        Host,
        "Use a value such as api.example.com")]
    [InlineData(
        "infra:edge: {hosts: {api: '*.example.com'}}",
        "infra:edge.hosts.api is \"*.example.com\"",
        Host,
        "Use a value such as api.example.com")]
    [InlineData(
        "infra:edge: {hosts: {api: 10.0.0.1}}",
        "infra:edge.hosts.api is \"10.0.0.1\"",
        Host,
        "Use a value such as api.example.com")]
    [InlineData(
        "infra:objectStorage: {destination: 'https://backups'}",
        "infra:objectStorage.destination is \"https://backups\"",
        BucketAddress,
        "Use a value such as s3://my-backups/reference")]
    [InlineData(
        "infra:objectStorage: {destination: backups/reference}",
        "infra:objectStorage.destination is \"backups/reference\"",
        BucketAddress,
        "Use a value such as s3://my-backups/reference")]
    [InlineData(
        "infra:objectStorage: {destination: 's3://'}",
        "infra:objectStorage.destination is \"s3://\"",
        BucketAddress,
        "Use a value such as s3://my-backups/reference")]
    // Maps, lists and sections.
    [InlineData(
        "infra:cluster: {monitoringLabels: kube-prometheus-stack}",
        "infra:cluster.monitoringLabels is text",
        "it takes a map",
        "Write the entries below infra:cluster.monitoringLabels, one a line")]
    [InlineData(
        "infra:cluster: {monitoringLabels: [release]}",
        "infra:cluster.monitoringLabels is a list",
        "it takes a map",
        "Write the entries below infra:cluster.monitoringLabels, one a line")]
    [InlineData(
        "infra:cluster: {apiServerRanges: 10.0.0.0/8}",
        "infra:cluster.apiServerRanges is text",
        "it takes a list",
        "Write it as [10.0.0.0/8]")]
    [InlineData(
        "infra:cluster: {apiServerRanges: {range: 10.0.0.0/8}}",
        "infra:cluster.apiServerRanges is a map",
        "it takes a list",
        "Write it as [10.0.0.0/8]")]
    [InlineData("infra:redis: true", "infra:redis is true", Section, "Write the settings below infra:redis, one a line")]
    [InlineData("infra:redis: [valkey]", "infra:redis is a list", Section, "Write the settings below infra:redis, one a line")]
    [InlineData("infra:redis: valkey", "infra:redis is text", Section, "Write the settings below infra:redis, one a line")]
    [InlineData("infra:redis: ~", "infra:redis is empty", Section, "Write the settings below infra:redis, one a line")]
    [InlineData("infra:edge: api.example.com", "infra:edge is text", Section, "Write the settings below infra:edge, one a line")]
    [InlineData(
        "infra:edge: {hosts: api.example.com}",
        "infra:edge.hosts is text",
        Section,
        "Write the settings below infra:edge.hosts, one a line")]
    [InlineData(
        "infra:workloads: {api: 3}",
        "infra:workloads.api is 3",
        Section,
        "Write the settings below infra:workloads.api, one a line")]
    [InlineData(
        "infra:workloads: {api: {scaling: 3}}",
        "infra:workloads.api.scaling is 3",
        Section,
        "Write the settings below infra:workloads.api.scaling, one a line")]
    public async Task What_must_be_there_or_is_no_single_value_is_corrected(string entry, string subject, string rule, string fix)
        => Assert.Equal($"Pulumi.dev.yaml: {subject}; {rule}. {fix}.", await Project.RefusalOfAsync(StackText.Of(entry)));

    [Fact]
    public async Task Of_a_long_text_the_beginning_is_shown()
        => Assert.Equal(
            $"Pulumi.dev.yaml: infra:cluster.issuer is \"{new string('a', 100)}…\"; "
                + $"{NameWithDots}. Use a value such as standard, or remove the line.",
            await Project.RefusalOfAsync(StackText.Of($"infra:cluster: {{issuer: {new string('a', 254)}}}")));

    [Fact]
    public async Task An_application_that_there_is_not_is_refused()
        => Assert.Equal(
            "Pulumi.dev.yaml: infra:application is \"refrence\"; "
                + $"it takes one of {Project.Applications}. Use reference, or remove the line.",
            await Project.RefusalOfAsync(StackText.Of("infra:application: refrence")));
}
