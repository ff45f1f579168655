using Infra.Applications.Model;
using Infra.Settings;
using Infra.Tests.Support;

namespace Infra.Tests.SettingsTests;

/// <summary>What a stack file sets of an application: hosts, generations of secrets, variables, volumes, companions, replicas.</summary>
public sealed class ApplicationSettingsTests
{
    private const string Domain = "infra:edge: {domain: example.com}";
    private const string Storage = "infra:objectStorage: {destination: s3://backups/showcase}";

    [Fact]
    public void A_public_service_has_its_host_from_the_domain_and_its_subdomain()
    {
        var settings = Load("prod", [Domain]);
        Assert.Equal("web.example.com", settings.Edge.Hosts["web"]);
        Assert.Equal("api.example.com", Previews.SettingsOf("prod", "car-api").Edge.Hosts["car-api"]);
    }

    [Fact]
    public void A_host_of_its_own_has_the_last_word()
        => Assert.Equal(
            "shop.example.org",
            Load("prod", ["infra:edge: {domain: example.com, hosts: {web: shop.example.org}}"]).Edge.Hosts["web"]);

    [Fact]
    public void Without_a_domain_each_host_is_named()
        => Assert.Equal(
            "Pulumi.prod.yaml: infra:edge.hosts.web is missing; "
                + "it takes a DNS name in lower case with at least one dot. Set it, for instance: "
                + "pulumi config set --path 'infra:edge.hosts.web' api.example.com --stack prod, or the domain of all hosts: "
                + "pulumi config set --path 'infra:edge.domain' example.com --stack prod.",
            Faults("prod", []));

    [Fact]
    public void A_domain_whose_pages_may_call_is_told()
    {
        var application = new ApplicationDefinition
        {
            Name = "shop",
            Services =
            [
                new ServiceDefinition
                {
                    Name = "web",
                    Image = "shop",
                    Port = 8000,
                    IsPublic = true,
                    Health = new HealthProbes { Liveness = HealthProbe.Http("/live"), Readiness = HealthProbe.Http("/ready") },
                    Route = new RoutePolicy { Cors = new CorsPolicy(ValuePart.Domain) },
                },
            ],
        };
        using var project = new Project().With("dev", StackText.Only("infra:edge: {hosts: {web: shop.example.org}}"));
        Assert.Equal(
            "Pulumi.dev.yaml: infra:edge.domain is missing; "
                + "its pages may call web. Set it, for instance: "
                + "pulumi config set --path 'infra:edge.domain' example.com --stack dev.",
            project.LoadingFaults("dev", application));
    }

    [Fact]
    public void A_variable_that_tells_the_domain_needs_one()
    {
        var application = new ApplicationDefinition
        {
            Name = "shop",
            Jobs =
            [
                new JobDefinition
                {
                    Name = "migrate",
                    Image = "shop",
                    Purpose = JobPurpose.Migration,
                    Variables = [Variable.Domain("ORIGIN", "https://{0}")],
                },
            ],
        };
        using var project = new Project().With("dev", StackText.Only("infra:release: {}"));
        Assert.Equal(
            "Pulumi.dev.yaml: infra:edge.domain is missing; "
                + "variable ORIGIN of migrate tells it. Set it, for instance: "
                + "pulumi config set --path 'infra:edge.domain' example.com --stack dev.",
            project.LoadingFaults("dev", application));
    }

    [Fact]
    public void Generations_are_those_of_generated_secrets_and_data_services()
    {
        var settings = Load("prod", [Domain, "infra:generations: {API_KEY: 2, postgres: 3, desk-redis: '4'}"]);
        Assert.Equal(
            [("API_KEY", 2), ("desk-redis", 4), ("postgres", 3), ("redis", 1)],
            settings.Generations.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, entry.Value)));
    }

    [Theory]
    [InlineData(
        "API_KEY: 0",
        "infra:generations.API_KEY is 0; it takes a whole number from 1 to 10000. Use 1 or more, or remove the line.")]
    [InlineData(
        "FETCH_TOKEN: 2",
        "infra:generations.FETCH_TOKEN is set; there is no such setting. Remove it, or use one of API_KEY, desk-redis, postgres, redis.")]
    public void Other_generations_are_refused(string entry, string message)
        => Assert.Equal($"Pulumi.prod.yaml: {message}", Faults("prod", [Domain, $"infra:generations: {{{entry}}}"]));

    [Fact]
    public void A_plain_variable_has_the_value_that_the_stack_file_gives_it()
        => Assert.Equal(
            "debug",
            Assert.Single(Project.LoadText("dev", StackText.Of("infra:variables: {LOG_LEVEL: debug}")).Variables["reference"]).Value);

    // Which plain variables the application has is for whoever changes it.
    [Theory]
    [InlineData(
        "LOG_LEVL: debug",
        "infra:variables.LOG_LEVL is set; there is no such setting. Use infra:variables.LOG_LEVEL, or remove it.")]
    [InlineData("DATABASE_URL: x", "infra:variables.DATABASE_URL is set; there is no such setting. Remove it, or use one of ")]
    public async Task A_variable_that_is_not_plain_is_not_set(string entry, string message)
        => Assert.StartsWith(
            $"Pulumi.dev.yaml: {message}",
            await Project.RefusalOfAsync(StackText.Of($"infra:variables: {{{entry}}}")),
            StringComparison.Ordinal);

    [Fact]
    public void A_volume_has_the_size_that_the_stack_file_gives_it()
    {
        var settings = Load("prod", [Domain, "infra:volumes: {letters: 3Gi}"]);
        Assert.Equal(("3Gi", "10Gi"), (settings.Volumes["letters"].Text, settings.Volumes["pictures"].Text));
    }

    [Fact]
    public void The_data_services_of_a_companion_are_its_own()
    {
        var settings = Load("prod", [Domain, "infra:companions: {desk: {redis: {memory: 2Gi}}}", "infra:redis: {memory: 3Gi}"]);
        Assert.Equal(("2Gi", "3Gi"), (settings.Data["desk"].Redis!.Memory.Text, settings.OwnData.Redis!.Memory.Text));
        Assert.Null(settings.Data["desk"].Postgres);
        Assert.NotNull(settings.OwnData.Postgres);
    }

    [Fact]
    public void A_data_service_that_a_companion_needs_cannot_be_disabled()
        => Assert.Equal(
            "Pulumi.prod.yaml: infra:companions.desk.redis.enabled is false; "
                + "companion desk needs Redis. Remove the line, or deploy another application.",
            Faults("prod", [Domain, "infra:companions: {desk: {redis: {enabled: false}}}"]));

    [Fact]
    public void A_singleton_is_not_scaled()
        => Assert.Equal(
            "Pulumi.prod.yaml: infra:workloads.postman.scaling is set; there is no such setting. Remove it, or use one of cpu, memory.",
            Faults("prod", [Domain, "infra:workloads: {postman: {scaling: {maxReplicas: 2}}}"]));

    [Theory]
    [InlineData("dev", 1, 1)]
    [InlineData("stage", 3, 4)]
    [InlineData("prod", 3, 10)]
    public void An_application_has_the_replicas_it_wants_where_the_environment_has_them(string stack, int min, int max)
    {
        var scaling = Previews.SettingsOf(stack, "car-api").Workloads["car-api"].Scaling;
        Assert.Equal((min, max), (scaling.MinReplicas, scaling.MaxReplicas));
    }

    [Fact]
    public void Another_application_is_previewed_without_what_the_file_says_of_its_own()
    {
        const string File = """
            config:
              infra:edge: {domain: example.com, hosts: {api: shop.example.org}, rateLimit: {average: 7}}
              infra:objectStorage: {destination: s3://backups/reference}
              infra:release: {migrate: false, images: {reference: 'registry.example.com/reference:1.0.0'}}
              infra:workloads: {api: {cpu: 2}}
              infra:variables: {LOG_LEVEL: debug}
              infra:generations: {API_KEY_SALT: 2}
              infra:LLM_API_KEY: {secure: v1:abc}
            """;
        var settings = Project.LoadText("dev", File, application: "car-api");
        Assert.Equal("car-api", settings.Application.Name);
        Assert.True(settings.Release.Migrate);
        Assert.Equal(("api.example.com", 7), (settings.Edge.Hosts["car-api"], settings.Edge.RateLimits.Api.Average));
        Assert.Equal(1, settings.Generations["JWT_SECRET_KEY"]);
        Assert.Empty(settings.Variables["car-api"]);
    }

    [Fact]
    public async Task A_variable_of_a_companion_is_its_own()
    {
        const string File = """
            config:
              infra:edge: {domain: example.com}
              infra:objectStorage: {destination: s3://backups/julia}
              infra:application: julia
              infra:variables: {LOG_LEVEL: DEBUG}
              infra:companions: {evolution: {variables: {LOG_LEVEL: ERROR}}}
            """;
        var plan = (await Infra.Preview.RunAsync(Project.LoadText("dev", File), "dev", Catalog.Default)).Plan;
        Assert.Equal("DEBUG", plan.Find("ConfigMap julia-julia-api-config").Inputs["data"]!["LOG_LEVEL"]!.ToString());
        Assert.Equal("ERROR", plan.Find("ConfigMap evolution-evolution-api-config").Inputs["data"]!["LOG_LEVEL"]!.ToString());
    }

    private static StackSettings Load(string stack, IEnumerable<string> entries)
    {
        using var project = new Project().With(stack, StackText.Only([.. entries, Storage]));
        return project.Load(stack, requireAll: false, Showcase.Definition);
    }

    private static string Faults(string stack, IEnumerable<string> entries)
    {
        using var project = new Project().With(stack, StackText.Only([.. entries, Storage]));
        return project.LoadingFaults(stack, Showcase.Definition);
    }
}
