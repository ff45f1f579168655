using Infra.Applications.Model;
using Infra.Data.Postgres;

namespace Infra.Tests.SettingsTests;

/// <summary>Settings that are each possible, but not together, or not for this environment or application.</summary>
public sealed class ContradictionTests
{
    private const string Images = "infra:release: {images: {reference: IMAGE}}";

    [Fact]
    public async Task More_replicas_at_the_least_than_at_the_most_are_refused()
        => Assert.Equal(
            "Pulumi.dev.yaml: infra:workloads.api.scaling.maxReplicas is 2; "
                + "it is at least minReplicas, which is 4. Use 4 or more, or lower minReplicas.",
            await Project.RefusalOfAsync(StackText.Of("infra:workloads: {api: {scaling: {minReplicas: 4, maxReplicas: 2}}}")));

    [Fact]
    public async Task More_replicas_at_the_least_than_the_environment_has_at_the_most_are_refused()
        => Assert.Equal(
            "Pulumi.prod.yaml: infra:workloads.worker.scaling.maxReplicas is 2; "
                + "it is at least minReplicas, which is 3. Use 3 or more, or lower minReplicas.",
            await Project.RefusalOfAsync(StackText.Of("infra:workloads: {worker: {scaling: {minReplicas: 3}}}"), "prod"));

    [Theory]
    [InlineData("0 2 * * 0")]
    [InlineData("0 2 30 2 *")]
    public async Task Backups_that_are_further_apart_than_the_environment_allows_are_refused(string schedule)
    {
        foreach (var service in new[] { "redis", "qdrant" })
        {
            Assert.Equal(
                $"Pulumi.prod.yaml: infra:{service}.backup.schedule is \"{schedule}\"; prod demands a backup every 1d. "
                    + "Use 0 2 * * *, or one that runs as often.",
                await Project.RefusalOfAsync(StackText.Of($"infra:{service}: {{backup: {{schedule: '{schedule}'}}}}"), "prod"));
        }
    }

    [Theory]
    [InlineData(
        "recover: {backup: 20261130T020000Z}, import: {path: imports/x}",
        "import is set; infra:{0}.recover is set, too, and only one of them can be what it holds. Remove infra:{0}.import: where it was "
            + "done, its line is needed no more.")]
    [InlineData(
        "recover: {backup: yesterday}",
        "recover.backup is \"yesterday\"; it takes the name of a backup: the time at which it was taken. Use a value such as "
            + "20261130T020000Z.")]
    [InlineData(
        "recover: {}",
        "recover.backup is missing; it takes the name of a backup: the time at which it was taken. Set it, for instance: "
            + "pulumi config set --path 'infra:{0}.recover.backup' 20261130T020000Z --stack prod.")]
    public async Task A_recovery_names_one_backup_and_comes_without_an_import(string settings, string fault)
    {
        foreach (var service in new[] { "redis", "qdrant" })
        {
            Assert.Equal(
                $"Pulumi.prod.yaml: infra:{service}.{string.Format(null, fault, service)}",
                await Project.RefusalOfAsync(StackText.Of($"infra:{service}: {{{settings}}}"), "prod"));
        }
    }

    [Theory]
    [InlineData("/imports/x")]
    [InlineData("imports/../x")]
    [InlineData("imports//x")]
    [InlineData("-x")]
    public async Task An_import_is_a_path_in_the_bucket(string path)
        => Assert.Equal(
            $"Pulumi.prod.yaml: infra:redis.import.path is \"{path}\"; it takes a path in a bucket: letters, digits, '.', '_' and '-', "
                + "with '/' between its parts, which begin with none of '.' and '-'. Use a value such as imports/dump.rdb.",
            await Project.RefusalOfAsync(StackText.Of($"infra:redis: {{import: {{path: '{path}'}}}}"), "prod"));

    [Theory]
    [InlineData("rateLimit: {average: 40}", "rateLimit.burst is 20", 40)]
    [InlineData("rateLimit: {average: 1000, period: 10s, burst: 99}", "rateLimit.burst is 99", 100)]
    [InlineData("websiteRateLimit: {burst: 49}", "websiteRateLimit.burst is 49", 50)]
    [InlineData("webhookRateLimit: {burst: 10}", "webhookRateLimit.burst is 10", 50)]
    public async Task A_burst_below_one_seconds_share_is_refused(string limit, string setting, int least)
        => Assert.Equal(
            $"Pulumi.prod.yaml: infra:edge.{setting}; average and period let {least} requests a second through, which may come at once. "
                + $"Use {least} or more.",
            await Project.RefusalOfAsync(StackText.Of($"infra:edge: {{domain: example.com, {limit}}}"), "prod"));

    [Theory]
    [InlineData(
        "url: 'redis://redis.traefik:6379/limits'",
        "url is \"redis://redis.traefik:6379/limits\"; its path is the number of a database. "
            + "Use one such as redis://redis.traefik:6379/0.")]
    [InlineData(
        "url: 'redis://redis.traefik:6379', caSecret: redis-ca",
        "caSecret is \"redis-ca\"; only rediss:// is encrypted. Remove it, or use rediss://.")]
    public async Task A_Redis_of_Traefik_has_a_database_by_number_and_an_authority_where_it_is_encrypted(string redis, string fault)
        => Assert.Equal(
            $"Pulumi.prod.yaml: infra:edge.rateLimitRedis.{fault}",
            await Project.RefusalOfAsync(StackText.Of($"infra:edge: {{domain: example.com, rateLimitRedis: {{{redis}}}}}"), "prod"));

    [Theory]
    [InlineData(
        "api.example.com: api",
        "api.example.com is \"api\"; requests to the host go to api, whose host it is. Remove it, or use another host.")]
    [InlineData(
        "old.example.com: api}, formerHosts: {api: [old.example.com]",
        "old.example.com is \"api\"; requests to the host go to api, whose host it is. Remove it, or use another host.")]
    [InlineData("www.example.com: apu", "www.example.com is \"apu\"; it takes one of api. Use api, or remove the line.")]
    [InlineData(
        "www_example.com: api",
        "www_example.com is no key; it takes a DNS name in lower case with at least one dot. "
            + "Use a key such as api.example.com, or remove the line.")]
    public async Task A_redirect_is_from_a_host_of_its_own_to_a_service(string redirect, string fault)
        => Assert.Equal(
            $"Pulumi.prod.yaml: infra:edge.redirects.{fault}",
            await Project.RefusalOfAsync(StackText.Of($"infra:edge: {{domain: example.com, redirects: {{{redirect}}}}}"), "prod"));

    [Fact]
    public async Task A_body_that_a_route_takes_is_within_the_stacks_limit()
        => Assert.Equal(
            "Pulumi.prod.yaml: infra:edge.maxBody is \"12Mi\"; a route of graphrag takes bodies of up to 16Mi. Use 16Mi or more.",
            await Project.RefusalOfAsync(
                StackText.Of("infra:application: graphrag", "infra:edge: {domain: example.com, maxBody: 12Mi}"),
                "prod"));

    [Theory]
    [InlineData("ghcr.io/cloudnative-pg/postgresql:17.9-standard-trixie")]
    [InlineData("ghcr.io/cloudnative-pg/postgresql@sha256:0eea5ac8c5e3043db94f4d512ffcfb9c06d6270a97f6d56e9f08e1571ef0484e")]
    [InlineData("ghcr.io/cloudnative-pg/postgresql:180")]
    public async Task An_image_of_Postgres_that_the_operator_takes_for_another_version_is_refused(string image)
        => Assert.Equal(
            $"Pulumi.prod.yaml: infra:postgres.image is \"{image}\"; the operator reads the major version from the tag, and "
                + $"infra:postgres.version is 18. Use an image whose tag begins with 18, such as {PostgresImages.Of(18)}.",
            await Project.RefusalOfAsync(StackText.Of($"infra:postgres: {{image: '{image}'}}"), "prod"));

    [Fact]
    public async Task A_number_that_another_rule_refuses_is_not_suggested()
    {
        Assert.Equal(
            "Pulumi.prod.yaml: infra:workloads.api.scaling.maxReplicas is 0; it takes a whole number from 1 to 100. "
                + "Use 3 or more, or remove the line.",
            await Project.RefusalOfAsync(StackText.Of("infra:workloads: {api: {scaling: {maxReplicas: 0}}}"), "prod"));
        Assert.Equal(
            "Pulumi.dev.yaml: infra:workloads.api.scaling.maxReplicas is 101; it takes a whole number from 1 to 100. "
                + "Use 100 or less, or remove the line.",
            await Project.RefusalOfAsync(StackText.Of("infra:workloads: {api: {scaling: {maxReplicas: 101}}}")));
    }

    [Theory]
    [InlineData("dev", 7, "1d")]
    [InlineData("stage", 7, "1h")]
    [InlineData("prod", 30, "15m")]
    public async Task What_the_environment_demands_of_backups_is_suggested(string stack, int days, string recoveryPoint)
        => Assert.Equal(
            string.Join(
                '\n',
                $"Pulumi.{stack}.yaml: infra:postgres.backup.archiveTimeout is \"2d\"; "
                    + $"it takes a duration from 1m to 1d. Use {recoveryPoint} or less, or remove the line.",
                $"Pulumi.{stack}.yaml: infra:postgres.backup.retentionDays is 0; "
                    + $"it takes a whole number from 1 to 365. Use {days} or more, or remove the line.",
                $"Pulumi.{stack}.yaml: infra:mysql.backup.retentionDays is 0; "
                    + $"it takes a whole number from 1 to 365. Use {days} or more, or remove the line."),
            await Project.RefusalOfAsync(
                StackText.Of(
                    "infra:postgres: {backup: {archiveTimeout: 2d, retentionDays: 0}}",
                    "infra:mysql: {backup: {retentionDays: 0}}"),
                stack));

    [Theory]
    [InlineData("postgres", "Postgres")]
    [InlineData("redis", "Redis")]
    [InlineData("qdrant", "Qdrant")]
    public async Task A_data_service_that_the_application_needs_cannot_be_disabled(string section, string service)
        => Assert.Equal(
            $"Pulumi.dev.yaml: infra:{section}.enabled is false; "
                + $"application reference needs {service}. Remove the line, or deploy another application.",
            await Project.RefusalOfAsync(StackText.Of($"infra:{section}: {{enabled: false}}")));

    [Fact]
    public void A_Postgres_older_than_the_application_needs_is_refused()
    {
        var application = new ApplicationDefinition
        {
            Name = "modern",
            Needs = [new PostgresNeed("modern") { MinimumVersion = 17 }],
        };
        using var project = new Project().With(
            "dev",
            StackText.Only("infra:objectStorage: {destination: s3://backups/modern}", "infra:postgres: {version: 16}"));
        Assert.Equal(
            "Pulumi.dev.yaml: infra:postgres.version is 16; application modern needs Postgres 17 or later. Use 17 or later.",
            project.LoadingFaults("dev", application));
    }

    [Theory]
    [InlineData(14, "Use 17 or more")]
    [InlineData(19, "Use 18 or less")]
    public void A_Postgres_that_there_is_not_is_refused_with_one_that_the_application_takes(int version, string fix)
    {
        var need = new PostgresNeed("modern") { MinimumVersion = 17 };
        var application = new ApplicationDefinition { Name = "modern", Needs = [need] };
        var settings = StackText.Only(
            "infra:objectStorage: {destination: s3://backups/modern}",
            $"infra:postgres: {{version: {version}}}");
        using var project = new Project().With("dev", settings);
        Assert.Equal(
            $"Pulumi.dev.yaml: infra:postgres.version is {version}; it takes a whole number from 15 to 18. {fix}, or remove the line.",
            project.LoadingFaults("dev", application));
    }

    [Fact]
    public void Services_that_share_a_host_are_refused()
    {
        var application = new ApplicationDefinition
        {
            Name = "shop",
            Needs = [],
            Services = [PublicService("api", 8000), PublicService("web", 8001), PublicService("docs", 8002)],
        };
        using var project = new Project().With(
            "dev",
            StackText.Only("infra:edge: {hosts: {web: shop.example.com, docs: shop.example.com, api: shop.example.com}}"));
        Assert.Equal(
            string.Join(
                '\n',
                "Pulumi.dev.yaml: infra:edge.hosts.web is \"shop.example.com\"; "
                    + "each service has a host of its own, and this one is infra:edge.hosts.api's. Use another host.",
                "Pulumi.dev.yaml: infra:edge.hosts.docs is \"shop.example.com\"; "
                    + "each service has a host of its own, and this one is infra:edge.hosts.api's. Use another host."),
            project.LoadingFaults("dev", application));
    }

    [Fact]
    public void Services_with_a_host_each_are_accepted()
    {
        var application = new ApplicationDefinition
        {
            Name = "shop",
            Needs = [],
            Services = [PublicService("api", 8000), PublicService("web", 8001)],
        };
        using var project = new Project().With("dev", StackText.Only("infra:edge: {hosts: {api: api.example.com, web: www.example.com}}"));
        Assert.Equal(2, project.Load("dev", requireAll: false, application).Edge.Hosts.Count);
    }

    [Theory]
    [InlineData("stage")]
    [InlineData("prod")]
    public async Task An_image_by_tag_is_refused_where_digests_are_required(string stack)
        => Assert.Equal(
            $"Pulumi.{stack}.yaml: infra:release.images.reference is \"registry.example.com/reference:1.0.0\"; "
                + "a tag can be moved, so this environment takes images by digest. Use registry.example.com/reference@sha256:<digest>, "
                + "which pushing the image prints.",
            await Project.RefusalOfAsync(StackText.Of(Images.Replace("IMAGE", "registry.example.com/reference:1.0.0")), stack));

    [Theory]
    [InlineData("registry.example.com/reference:latest")]
    [InlineData("registry.example.com/reference:LATEST")]
    [InlineData("registry.example.com/reference")]
    public async Task An_image_that_is_not_pinned_is_refused_in_every_environment(string image)
        => Assert.Equal(
            $"Pulumi.dev.yaml: infra:release.images.reference is \"{image}\"; "
                + "an image has a tag other than latest, or a digest. Use registry.example.com/reference:<version>.",
            await Project.RefusalOfAsync(StackText.Of(Images.Replace("IMAGE", image))));

    [Fact]
    public async Task A_stack_whose_name_is_no_environment_must_name_one()
        => Assert.Equal(
            "Pulumi.reference-eu.yaml: infra:environment is missing; "
                + "it takes one of dev, stage, prod. Set it, for instance: pulumi config set environment dev --stack reference-eu.",
            await Project.RefusalOfAsync(StackText.Of(), "reference-eu"));

    [Fact]
    public async Task A_stack_whose_name_is_no_environment_must_name_one_that_there_is()
        => Assert.Equal(
            "Pulumi.reference-eu.yaml: infra:environment is \"production\"; it takes one of dev, stage, prod. Use one of these.",
            await Project.RefusalOfAsync(StackText.Of("infra:environment: production"), "reference-eu"));

    [Fact]
    public async Task The_application_of_the_arguments_must_be_known()
        => Assert.Equal(
            $"--application is \"refrence\"; the applications are {Project.Applications}. Use one of these.",
            await Project.RefusalOfAsync(StackText.Of(), "dev", "--application", "refrence"));

    private static ServiceDefinition PublicService(string name, int port) => new()
    {
        Name = name,
        Image = "shop",
        Port = port,
        IsPublic = true,
        Health = new HealthProbes { Startup = HealthProbe.Http("/"), Liveness = HealthProbe.Http("/"), Readiness = HealthProbe.Http("/") },
    };
}
