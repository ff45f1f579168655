namespace Infra.Tests.SettingsTests;

/// <summary>Values that a setting does not take.</summary>
public sealed class WrongTypeTests
{
    [Theory]
    // Whole numbers.
    [InlineData("infra:postgres: {instances: two}", "infra:postgres.instances is \"two\"; it takes a whole number from 1 to 9. Use a value such as 1, or remove the line.")]
    [InlineData("infra:postgres: {instances: 1.5}", "infra:postgres.instances is 1.5; it takes a whole number from 1 to 9. Use a value such as 1, or remove the line.")]
    [InlineData("infra:postgres: {instances: -1}", "infra:postgres.instances is -1; it takes a whole number from 1 to 9. Use a value such as 1, or remove the line.")]
    [InlineData("infra:postgres: {instances: 0}", "infra:postgres.instances is 0; it takes a whole number from 1 to 9. Use a value such as 1, or remove the line.")]
    [InlineData("infra:postgres: {instances: 10}", "infra:postgres.instances is 10; it takes a whole number from 1 to 9. Use a value such as 1, or remove the line.")]
    [InlineData("infra:postgres: {instances: true}", "infra:postgres.instances is true; it takes a whole number from 1 to 9. Use a value such as 1, or remove the line.")]
    [InlineData("infra:postgres: {instances: [1]}", "infra:postgres.instances is a list; it takes a whole number from 1 to 9. Use a value such as 1, or remove the line.")]
    [InlineData("infra:postgres: {instances: {count: 1}}", "infra:postgres.instances is a map; it takes a whole number from 1 to 9. Use a value such as 1, or remove the line.")]
    [InlineData("infra:postgres: {instances: ~}", "infra:postgres.instances is empty; it takes a whole number from 1 to 9. Use a value such as 1, or remove the line.")]
    [InlineData("infra:postgres: {instances: ''}", "infra:postgres.instances is \"\"; it takes a whole number from 1 to 9. Use a value such as 1, or remove the line.")]
    [InlineData("infra:postgres: {version: 14}", "infra:postgres.version is 14; it takes a whole number from 15 to 18. Use a value such as 15, or remove the line.")]
    [InlineData("infra:postgres: {maxConnections: 6000}", "infra:postgres.maxConnections is 6000; it takes a whole number from 20 to 5000. Use a value such as 20, or remove the line.")]
    [InlineData("infra:postgres: {backup: {retentionDays: 366}}", "infra:postgres.backup.retentionDays is 366; it takes a whole number from 1 to 365. Use a value such as 1, or remove the line.")]
    [InlineData("infra:edge: {hosts: {api: api.example.com}, rateLimit: {average: 0}}", "infra:edge.rateLimit.average is 0; it takes a whole number from 1 to 100000. Use a value such as 1, or remove the line.")]
    [InlineData("infra:edge: {hosts: {api: api.example.com}, rateLimit: {burst: 100001}}", "infra:edge.rateLimit.burst is 100001; it takes a whole number from 1 to 100000. Use a value such as 1, or remove the line.")]
    [InlineData("infra:edge: {hosts: {api: api.example.com}, trustedProxies: 11}", "infra:edge.trustedProxies is 11; it takes a whole number from 0 to 10. Use a value such as 0, or remove the line.")]
    [InlineData("infra:alerts: {errorRatePercent: 101}", "infra:alerts.errorRatePercent is 101; it takes a whole number from 1 to 100. Use a value such as 1, or remove the line.")]
    [InlineData("infra:workloads: {api: {scaling: {targetCpuPercent: 9}}}", "infra:workloads.api.scaling.targetCpuPercent is 9; it takes a whole number from 10 to 100. Use a value such as 10, or remove the line.")]
    // Truth values.
    [InlineData("infra:redis: {enabled: yes}", "infra:redis.enabled is \"yes\"; it takes true or false. Use a value such as true, or remove the line.")]
    [InlineData("infra:release: {migrate: 1}", "infra:release.migrate is 1; it takes true or false. Use a value such as true, or remove the line.")]
    [InlineData("infra:release: {migrate: 'tRue'}", "infra:release.migrate is \"tRue\"; it takes true or false. Use a value such as true, or remove the line.")]
    [InlineData("infra:allowSourceSdk: maybe", "infra:allowSourceSdk is \"maybe\"; it takes true or false. Use a value such as true, or remove the line.")]
    // Amounts.
    [InlineData("infra:postgres: {storage: 5GB}", "infra:postgres.storage is \"5GB\"; it takes a quantity from 1Gi to 64Ti. Use a value such as 20Gi, or remove the line.")]
    [InlineData("infra:postgres: {storage: 5}", "infra:postgres.storage is 5; it takes a quantity from 1Gi to 64Ti. Use a value such as 20Gi, or remove the line.")]
    [InlineData("infra:postgres: {memory: 250m}", "infra:postgres.memory is \"250m\"; it takes a quantity from 256Mi to 64Ti. Use a value such as 512Mi, or remove the line.")]
    [InlineData("infra:postgres: {walStorage: 999999999999999Ti}", "infra:postgres.walStorage is \"999999999999999Ti\"; it takes a quantity from 1Gi to 64Ti. Use a value such as 5Gi, or remove the line.")]
    [InlineData("infra:redis: {memory: 0}", "infra:redis.memory is 0; it takes a quantity from 64Mi to 64Ti. Use a value such as 512Mi, or remove the line.")]
    [InlineData("infra:redis: {memory: -1Gi}", "infra:redis.memory is \"-1Gi\"; it takes a quantity from 64Mi to 64Ti. Use a value such as 512Mi, or remove the line.")]
    [InlineData("infra:postgres: {storage: 1023Mi}", "infra:postgres.storage is \"1023Mi\"; it takes a quantity from 1Gi to 64Ti. Use a value such as 20Gi, or remove the line.")]
    [InlineData("infra:postgres: {walStorage: 1023Mi}", "infra:postgres.walStorage is \"1023Mi\"; it takes a quantity from 1Gi to 64Ti. Use a value such as 5Gi, or remove the line.")]
    [InlineData("infra:postgres: {memory: 255Mi}", "infra:postgres.memory is \"255Mi\"; it takes a quantity from 256Mi to 64Ti. Use a value such as 512Mi, or remove the line.")]
    [InlineData("infra:redis: {memory: 1Mi}", "infra:redis.memory is \"1Mi\"; it takes a quantity from 64Mi to 64Ti. Use a value such as 512Mi, or remove the line.")]
    [InlineData("infra:redis: {memory: 63Mi}", "infra:redis.memory is \"63Mi\"; it takes a quantity from 64Mi to 64Ti. Use a value such as 512Mi, or remove the line.")]
    [InlineData("infra:redis: {memory: 2000000000m}", "infra:redis.memory is \"2000000000m\"; it takes a quantity from 64Mi to 64Ti. Use a value such as 512Mi, or remove the line.")]
    [InlineData("infra:qdrant: {memory: 127Mi}", "infra:qdrant.memory is \"127Mi\"; it takes a quantity from 128Mi to 64Ti. Use a value such as 512Mi, or remove the line.")]
    [InlineData("infra:qdrant: {storage: 1023Ki}", "infra:qdrant.storage is \"1023Ki\"; it takes a quantity from 1Mi to 64Ti. Use a value such as 512Mi, or remove the line.")]
    [InlineData("infra:redis: {cpu: 0.1k}", "infra:redis.cpu is \"0.1k\"; it takes a quantity from 1m to 256. Use a value such as 250m, or remove the line.")]
    [InlineData("infra:redis: {cpu: 512Mi}", "infra:redis.cpu is \"512Mi\"; it takes a quantity from 1m to 256. Use a value such as 250m, or remove the line.")]
    [InlineData("infra:redis: {cpu: 0.0001}", "infra:redis.cpu is 0.0001; it takes a quantity from 1m to 256. Use a value such as 250m, or remove the line.")]
    [InlineData("infra:workloads: {api: {cpu: 1000}}", "infra:workloads.api.cpu is 1000; it takes a quantity from 1m to 256. Use a value such as 250m, or remove the line.")]
    [InlineData("infra:workloads: {api: {memory: lots}}", "infra:workloads.api.memory is \"lots\"; it takes a quantity from 1Mi to 64Ti. Use a value such as 512Mi, or remove the line.")]
    // Durations.
    [InlineData("infra:postgres: {backup: {archiveTimeout: 300}}", "infra:postgres.backup.archiveTimeout is 300; it takes a duration from 1m to 1d. Use a value such as 1m, or remove the line.")]
    [InlineData("infra:postgres: {backup: {archiveTimeout: 30s}}", "infra:postgres.backup.archiveTimeout is \"30s\"; it takes a duration from 1m to 1d. Use a value such as 1m, or remove the line.")]
    [InlineData("infra:postgres: {backup: {archiveTimeout: 99999999d}}", "infra:postgres.backup.archiveTimeout is \"99999999d\"; it takes a duration from 1m to 1d. Use a value such as 1m, or remove the line.")]
    [InlineData("infra:edge: {hosts: {api: api.example.com}, rateLimit: {period: 2h}}", "infra:edge.rateLimit.period is \"2h\"; it takes a duration from 1s to 1h. Use a value such as 1s, or remove the line.")]
    // Schedules.
    [InlineData("infra:postgres: {backup: {schedule: daily}}", "infra:postgres.backup.schedule is \"daily\"; it takes a schedule of five fields: minute, hour, day of the month, month, day of the week. Use a value such as 0 2 * * *, or remove the line.")]
    [InlineData("infra:postgres: {backup: {schedule: 0 0 2 * * *}}", "infra:postgres.backup.schedule is \"0 0 2 * * *\"; it takes a schedule of five fields: minute, hour, day of the month, month, day of the week. Use a value such as 0 2 * * *, or remove the line.")]
    [InlineData("infra:postgres: {backup: {schedule: 61 2 * * *}}", "infra:postgres.backup.schedule is \"61 2 * * *\"; it takes a schedule of five fields: minute, hour, day of the month, month, day of the week. Use a value such as 0 2 * * *, or remove the line.")]
    // Names and addresses.
    [InlineData("infra:edge: {hosts: {api: localhost}}", "infra:edge.hosts.api is \"localhost\"; it takes a DNS name in lower case with at least one dot. Use a value such as api.example.com.")]
    [InlineData("infra:edge: {hosts: {api: API.example.com}}", "infra:edge.hosts.api is \"API.example.com\"; it takes a DNS name in lower case with at least one dot. Use a value such as api.example.com.")]
    [InlineData("infra:edge: {hosts: {api: api_v1.example.com}}", "infra:edge.hosts.api is \"api_v1.example.com\"; it takes a DNS name in lower case with at least one dot. Use a value such as api.example.com.")]
    [InlineData("infra:edge: {hosts: {api: https://api.example.com}}", "infra:edge.hosts.api is \"https://api.example.com\"; it takes a DNS name in lower case with at least one dot. Use a value such as api.example.com.")]
    [InlineData("infra:edge: {hosts: {api: '*.example.com'}}", "infra:edge.hosts.api is \"*.example.com\"; it takes a DNS name in lower case with at least one dot. Use a value such as api.example.com.")]
    [InlineData("infra:edge: {hosts: {api: 10.0.0.1}}", "infra:edge.hosts.api is \"10.0.0.1\"; it takes a DNS name in lower case with at least one dot. Use a value such as api.example.com.")]
    [InlineData("infra:cluster: {storageClass: Fast}", "infra:cluster.storageClass is \"Fast\"; it takes a name of at most 63 lower-case letters, digits and '-' that neither begins nor ends with '-'. Use a value such as standard, or remove the line.")]
    [InlineData("infra:cluster: {issuer: -letsencrypt}", "infra:cluster.issuer is \"-letsencrypt\"; it takes a name of at most 63 lower-case letters, digits and '-' that neither begins nor ends with '-'. Use a value such as standard, or remove the line.")]
    [InlineData("infra:cluster: {namespaces: {traefik: ingress_traefik}}", "infra:cluster.namespaces.traefik is \"ingress_traefik\"; it takes a name of at most 63 lower-case letters, digits and '-' that neither begins nor ends with '-'. Use a value such as standard, or remove the line.")]
    [InlineData("infra:cluster: {monitoringLabels: {release: two words}}", "infra:cluster.monitoringLabels.release is \"two words\"; it takes a label's value: at most 63 letters, digits, '-', '_' and '.', the first and the last a letter or digit. Use a value such as prometheus, or remove the line.")]
    [InlineData("infra:cluster: {monitoringLabels: {two words: prometheus}}", "infra:cluster.monitoringLabels.two words is no key; it takes a label's name: at most 63 letters, digits, '-', '_' and '.', the first and the last a letter or digit. Use a key such as release, or remove the line.")]
    [InlineData("infra:cluster: {apiServerRanges: [10.0.0.0/8, 10.0.0.0/33]}", "infra:cluster.apiServerRanges[1] is \"10.0.0.0/33\"; it takes an address range in its shortest form, all bits after the prefix zero. Use a value such as 10.0.0.0/8, or remove the line.")]
    [InlineData("infra:cluster: {apiServerRanges: [10.0.0.1/8]}", "infra:cluster.apiServerRanges[0] is \"10.0.0.1/8\"; it takes an address range in its shortest form, all bits after the prefix zero. Use a value such as 10.0.0.0/8, or remove the line.")]
    [InlineData("infra:cluster: {apiServerRanges: [10/8]}", "infra:cluster.apiServerRanges[0] is \"10/8\"; it takes an address range in its shortest form, all bits after the prefix zero. Use a value such as 10.0.0.0/8, or remove the line.")]
    [InlineData("infra:cluster: {apiServerRanges: [{range: 10.0.0.0/8}]}", "infra:cluster.apiServerRanges[0] is a map; it takes an address range in its shortest form, all bits after the prefix zero. Use a value such as 10.0.0.0/8, or remove the line.")]
    [InlineData("infra:objectStorage: {destination: 'https://backups'}", "infra:objectStorage.destination is \"https://backups\"; it takes an address of the form s3://host[/path]. Use a value such as s3://my-backups/reference.")]
    [InlineData("infra:objectStorage: {destination: backups/reference}", "infra:objectStorage.destination is \"backups/reference\"; it takes an address of the form s3://host[/path]. Use a value such as s3://my-backups/reference.")]
    [InlineData("infra:objectStorage: {destination: 's3://'}", "infra:objectStorage.destination is \"s3://\"; it takes an address of the form s3://host[/path]. Use a value such as s3://my-backups/reference.")]
    [InlineData("infra:objectStorage: {destination: s3://backups, endpoint: 'http://s3.example.com'}", "infra:objectStorage.endpoint is \"http://s3.example.com\"; it takes an address of the form https://host[/path]. Use a value such as https://s3.example.com, or remove the line.")]
    [InlineData("infra:objectStorage: {destination: s3://backups, endpoint: 'https://user:password@s3.example.com'}", "infra:objectStorage.endpoint is \"https://…@s3.example.com\"; it takes an address of the form https://host[/path]. Use a value such as https://s3.example.com, or remove the line.")]
    // Images.
    [InlineData("infra:release: {images: {reference: 'Reference:1.0.0'}}", "infra:release.images.reference is \"Reference:1.0.0\"; it takes an image: repository[:tag][@sha256:digest]. Use a value such as registry.example.com/api:1.4.0, or remove the line.")]
    [InlineData("infra:release: {images: {reference: 'reference@sha256:abc'}}", "infra:release.images.reference is \"reference@sha256:abc\"; it takes an image: repository[:tag][@sha256:digest]. Use a value such as registry.example.com/api:1.4.0, or remove the line.")]
    // Choices and texts.
    [InlineData("infra:redis: {engine: keydb}", "infra:redis.engine is \"keydb\"; it takes one of valkey, redis. Use one of these, or remove the line.")]
    [InlineData("infra:environment: production", "infra:environment is \"production\"; it takes one of dev, stage, prod. Use one of these, or remove the line.")]
    [InlineData("infra:alerts: {criticalChannel: #alerts\n  }", "infra:alerts.criticalChannel is empty; it takes a channel's name. Use a value such as \"#alerts\", or remove the line.")]
    [InlineData("infra:alerts: {warningChannel: ' '}", "infra:alerts.warningChannel is \" \"; it takes a channel's name. Use a value such as \"#alerts\", or remove the line.")]
    [InlineData("infra:cluster: {context: ''}", "infra:cluster.context is \"\"; it takes the name of a kubeconfig context. Use a value such as my-cluster, or remove the line.")]
    [InlineData("infra:objectStorage: {destination: s3://backups, region: [eu]}", "infra:objectStorage.region is a list; it takes a region's name. Use a value such as eu-central-1, or remove the line.")]
    [InlineData("infra:cluster: {context: \"two\\nlines\"}", "infra:cluster.context is \"two\\nlines\"; it takes the name of a kubeconfig context. Use a value such as my-cluster, or remove the line.")]
    [InlineData("infra:cluster: {issuer: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}", "infra:cluster.issuer is \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…\"; it takes a name of at most 63 lower-case letters, digits and '-' that neither begins nor ends with '-'. Use a value such as standard, or remove the line.")]
    // Maps, lists and sections.
    [InlineData("infra:cluster: {monitoringLabels: kube-prometheus-stack}", "infra:cluster.monitoringLabels is text; it takes a map. Write the entries below infra:cluster.monitoringLabels, one a line.")]
    [InlineData("infra:cluster: {monitoringLabels: [release]}", "infra:cluster.monitoringLabels is a list; it takes a map. Write the entries below infra:cluster.monitoringLabels, one a line.")]
    [InlineData("infra:cluster: {apiServerRanges: 10.0.0.0/8}", "infra:cluster.apiServerRanges is text; it takes a list. Write it as [10.0.0.0/8].")]
    [InlineData("infra:cluster: {apiServerRanges: {range: 10.0.0.0/8}}", "infra:cluster.apiServerRanges is a map; it takes a list. Write it as [10.0.0.0/8].")]
    [InlineData("infra:redis: true", "infra:redis is true; it takes a map of settings. Write the settings below infra:redis, one a line.")]
    [InlineData("infra:redis: [valkey]", "infra:redis is a list; it takes a map of settings. Write the settings below infra:redis, one a line.")]
    [InlineData("infra:redis: valkey", "infra:redis is text; it takes a map of settings. Write the settings below infra:redis, one a line.")]
    [InlineData("infra:redis: ~", "infra:redis is empty; it takes a map of settings. Write the settings below infra:redis, one a line.")]
    [InlineData("infra:edge: api.example.com", "infra:edge is text; it takes a map of settings. Write the settings below infra:edge, one a line.")]
    [InlineData("infra:edge: {hosts: api.example.com}", "infra:edge.hosts is text; it takes a map of settings. Write the settings below infra:edge.hosts, one a line.")]
    [InlineData("infra:workloads: {api: 3}", "infra:workloads.api is 3; it takes a map of settings. Write the settings below infra:workloads.api, one a line.")]
    [InlineData("infra:workloads: {api: {scaling: 3}}", "infra:workloads.api.scaling is 3; it takes a map of settings. Write the settings below infra:workloads.api.scaling, one a line.")]
    public async Task A_value_of_the_wrong_kind_or_out_of_range_is_refused(string entry, string message)
        => Assert.Equal($"Pulumi.dev.yaml: {message}", await Project.RefusalOfAsync(StackText.Of(entry)));

    [Fact]
    public async Task An_application_that_there_is_not_is_refused()
        => Assert.Equal(
            $"Pulumi.dev.yaml: infra:application is \"refrence\"; it takes one of {Project.Applications}. Use one of these, or remove the line.",
            await Project.RefusalOfAsync(StackText.Of("infra:application: refrence")));
}
