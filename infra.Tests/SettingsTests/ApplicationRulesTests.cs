using System.Collections.Immutable;
using Infra.Applications;
using Infra.Applications.Model;
using Infra.Settings;

namespace Infra.Tests.SettingsTests;

/// <summary>Definitions of applications that cannot be deployed.</summary>
public sealed class ApplicationRulesTests
{
    private const string NameRule = "names are at most 40 lower-case letters, digits and '-', and begin with a letter. Rename it.";

    [Fact]
    public void The_applications_of_the_catalog_have_no_faults() => Assert.Empty(ApplicationCatalog.All.SelectMany(ApplicationRules.FaultsOf));

    [Fact]
    public void An_application_without_workloads_has_no_faults() => Assert.Empty(ApplicationRules.FaultsOf(Of("empty")));

    [Theory]
    [InlineData("")]
    [InlineData("Shop")]
    [InlineData("1shop")]
    [InlineData("shop-")]
    [InlineData("shop_eu")]
    [InlineData("shop\n")]
    [InlineData("shopshopshopshopshopshopshopshopshopshops")]
    public void The_application_has_a_name_that_Kubernetes_takes(string name)
        => Assert.Equal([$"application {name}: name is \"{name}\"; {NameRule}"], ApplicationRules.FaultsOf(Of(name)));

    [Theory]
    [InlineData("a")]
    [InlineData("shop-2")]
    [InlineData("shopshopshopshopshopshopshopshopshopshop")]
    public void Other_names_are_accepted(string name) => Assert.Empty(ApplicationRules.FaultsOf(Of(name)));

    [Fact]
    public void A_workload_has_a_name_that_Kubernetes_takes()
        => Assert.Equal([$"application shop: name of a workload is \"Api\"; {NameRule}"], ApplicationRules.FaultsOf(Of("shop", Service with { Name = "Api" })));

    [Theory]
    [InlineData("postgres")]
    [InlineData("redis")]
    [InlineData("qdrant")]
    [InlineData("mysql")]
    public void An_application_is_no_data_service(string name)
        => Assert.Equal([$"application {name}: name is \"{name}\"; it is the name of a data service. Rename it."], ApplicationRules.FaultsOf(Of(name)));

    [Theory]
    [InlineData("postgres")]
    [InlineData("postgres-rw")]
    [InlineData("redis")]
    [InlineData("redis-clients")]
    [InlineData("qdrant")]
    [InlineData("mysql")]
    [InlineData("mysql-haproxy")]
    [InlineData("haproxy")]
    [InlineData("platform")]
    [InlineData("default-deny")]
    [InlineData("allow-dns")]
    [InlineData("acme-solver")]
    [InlineData("tls")]
    [InlineData("rate-limit")]
    [InlineData("security-headers")]
    [InlineData("redirect-to-https")]
    public void A_workload_is_not_called_like_something_of_the_program(string name)
        => Assert.Equal(
            [$"application shop: name of a workload is \"{name}\"; the program itself declares something of this name. Rename it."],
            ApplicationRules.FaultsOf(Of("shop", Worker with { Name = name })));

    [Fact]
    public void A_public_service_is_not_called_like_the_redirect_of_another()
        => Assert.Equal(
            ["application shop: name of a workload is \"api-redirect\"; it is the name of a route of the public service api. Rename it."],
            ApplicationRules.FaultsOf(Of("shop", Service with { IsPublic = true }, Service with { Name = "api-redirect", Port = 8001, IsPublic = true })));

    [Fact]
    public void Where_one_of_them_is_not_public_there_is_no_such_route()
        => Assert.Empty(ApplicationRules.FaultsOf(Of("shop", Service with { IsPublic = true }, Service with { Name = "api-redirect", Port = 8001 })));

    [Theory]
    [InlineData("Shop")]
    [InlineData("shop.api")]
    [InlineData("registry.example.com/shop:1.0.0")]
    public void An_image_has_a_name_that_a_stack_file_can_have_as_a_key(string image)
        => Assert.Equal(
            [$"application shop: api.Image is \"{image}\"; {NameRule.Replace("Rename it", "Use the name of a key below infra:release.images, which says what image it is")}"],
            ApplicationRules.FaultsOf(Of("shop", Service with { Image = image })));

    [Theory]
    [InlineData("")]
    [InlineData("Shop")]
    [InlineData("1shop")]
    [InlineData("shop-eu")]
    [InlineData("shop\n")]
    [InlineData("shopshopshopshopshopshopshopshopshopshopshopshopshopshopshopshop")]
    public void A_database_has_a_name_that_needs_no_quotes(string name)
        => Assert.Equal(
            [$"application shop: Needs.Postgres.Database is \"{name}\"; a database has a name of at most 63 lower-case letters, digits and '_', which begins with no digit. Rename it."],
            ApplicationRules.FaultsOf(WithDatabase(name)));

    [Theory]
    [InlineData("postgres")]
    [InlineData("template0")]
    [InlineData("template1")]
    [InlineData("streaming_replica")]
    [InlineData("pg_shop")]
    public void A_database_is_none_of_Postgres_own(string name)
        => Assert.Equal(
            [$"application shop: Needs.Postgres.Database is \"{name}\"; Postgres has a database or a role of this name itself. Rename it."],
            ApplicationRules.FaultsOf(WithDatabase(name)));

    [Theory]
    [InlineData("shop")]
    [InlineData("_shop_2")]
    [InlineData("shopshopshopshopshopshopshopshopshopshopshopshopshopshopshopsho")]
    public void Other_databases_are_accepted(string name) => Assert.Empty(ApplicationRules.FaultsOf(WithDatabase(name)));

    [Theory]
    [InlineData("")]
    [InlineData("Shop")]
    [InlineData("1shop")]
    [InlineData("shop-eu")]
    [InlineData("shop`")]
    [InlineData("shop\n")]
    [InlineData("shopshopshopshopshopshopshopshops")]
    public void A_MySQL_database_has_a_name_that_its_user_can_have_too(string name)
        => Assert.Equal(
            [$"application shop: Needs.MySql.Database is \"{name}\"; a database has a name of at most 32 lower-case letters, digits and '_', which begins with no digit. Rename it."],
            ApplicationRules.FaultsOf(WithMySql(name)));

    [Theory]
    [InlineData("mysql")]
    [InlineData("information_schema")]
    [InlineData("performance_schema")]
    [InlineData("sys")]
    [InlineData("sys_operator")]
    [InlineData("mysql_innodb_cluster_metadata")]
    [InlineData("root")]
    [InlineData("exporter")]
    [InlineData("clusterset")]
    [InlineData("heartbeat")]
    [InlineData("monitor")]
    [InlineData("operator")]
    [InlineData("orchestrator")]
    [InlineData("replication")]
    [InlineData("xtrabackup")]
    public void A_MySQL_database_is_none_of_MySQLs_own(string name)
        => Assert.Equal(
            [$"application shop: Needs.MySql.Database is \"{name}\"; MySQL has a database or a user of this name itself. Rename it."],
            ApplicationRules.FaultsOf(WithMySql(name)));

    [Theory]
    [InlineData("shop")]
    [InlineData("_shop_2")]
    [InlineData("shopshopshopshopshopshopshopshop")]
    public void Other_MySQL_databases_are_accepted(string name) => Assert.Empty(ApplicationRules.FaultsOf(WithMySql(name)));

    [Theory]
    [InlineData(-1)]
    [InlineData(16)]
    public void Redis_has_sixteen_databases(int database)
        => Assert.Equal(
            [$"application shop: api.Variables is REDIS_URL of database {database}; Redis has the databases 0 to 15. Use one of these."],
            ApplicationRules.FaultsOf(Of("shop", Service with { Variables = [Variable.RedisUrl("REDIS_URL", database)] }) with { Needs = new Needs { Redis = new RedisNeed() } }));

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    public void Each_of_them_is_accepted(int database)
        => Assert.Empty(ApplicationRules.FaultsOf(Of("shop", Service with { Variables = [Variable.RedisUrl("REDIS_URL", database)] }) with { Needs = new Needs { Redis = new RedisNeed() } }));

    [Fact]
    public void Two_workloads_have_two_names()
        => Assert.Equal(
            ["application shop: name of 2 workloads is \"api\"; each workload has a name of its own. Rename all but one."],
            ApplicationRules.FaultsOf(Of("shop", Service, Worker with { Name = "api" })));

    [Fact]
    public void Two_services_have_two_ports()
        => Assert.Equal(
            ["application shop: Port of api and web is 8000; each service has a port of its own. Change all but one."],
            ApplicationRules.FaultsOf(Of("shop", Service, Service with { Name = "web" })));

    [Theory]
    [InlineData(0)]
    [InlineData(443)]
    [InlineData(1023)]
    [InlineData(65536)]
    public void A_service_listens_on_a_port_that_needs_no_root(int port)
        => Assert.Equal(
            [$"application shop: api.Port is {port}; a container that is not root listens on 1024 to 65535. Use such a port; the edge serves 443 whatever it is."],
            ApplicationRules.FaultsOf(Of("shop", Service with { Port = port })));

    [Theory]
    [InlineData(1024)]
    [InlineData(65535)]
    public void Other_ports_are_accepted(int port) => Assert.Empty(ApplicationRules.FaultsOf(Of("shop", Service with { Port = port })));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_container_does_not_run_as_root(int user)
        => Assert.Equal(
            [$"application shop: api.UserId is {user}; containers do not run as root. Use the user of the image, such as 10001."],
            ApplicationRules.FaultsOf(Of("shop", Service with { UserId = user })));

    [Fact]
    public void A_worker_names_the_port_of_its_probes()
        => Assert.Equal(
            ["application shop: worker.Health.Port is missing; a worker has no port of its own to ask for its health on. Name the port that answers the probes."],
            ApplicationRules.FaultsOf(Of("shop", Worker with { Health = Worker.Health with { Port = null } })));

    [Fact]
    public void A_variable_has_one_value()
        => Assert.Equal(
            ["application shop: api.Variables is LOG_LEVEL 2 times; a variable has one value. Remove all but one."],
            FaultsOfVariables(Variable.Plain("LOG_LEVEL", "info"), Variable.Plain("LOG_LEVEL", "debug")));

    [Theory]
    [InlineData("1ST")]
    [InlineData("LOG-LEVEL")]
    [InlineData("")]
    public void A_variable_has_a_name_that_shells_take(string name)
        => Assert.Equal(
            [$"application shop: api.Variables is \"{name}\"; names of variables are letters, digits and '_', and begin with no digit. Rename it."],
            FaultsOfVariables(Variable.Plain(name, "value")));

    [Fact]
    public void A_part_of_a_connection_needs_the_data_service()
        => Assert.Equal(
            [
                "application shop: api.Variables is DATABASE_URL; it is a part of a Postgres connection, and the application does not need Postgres. Add Postgres to its needs.",
                "application shop: api.Variables is REDIS_URL; it is a part of a Redis connection, and the application does not need Redis. Add Redis to its needs.",
                "application shop: api.Variables is QDRANT_URL; it is a part of a Qdrant connection, and the application does not need Qdrant. Add Qdrant to its needs.",
                "application shop: api.Variables is MYSQL_URL; it is a part of a MySQL connection, and the application does not need MySQL. Add MySQL to its needs.",
            ],
            FaultsOfVariables(Variable.PostgresUrl("DATABASE_URL"), Variable.RedisUrl("REDIS_URL"), Variable.Qdrant("QDRANT_URL", QdrantPart.Url), Variable.MySqlUrl("MYSQL_URL")));

    [Fact]
    public void Resources_are_quantities()
        => Assert.Equal(
            [
                "application shop: api.Resources.CpuRequest is \"0\"; it takes a quantity from 1m to 256. Use a value such as 250m.",
                "application shop: api.Resources.CpuLimit is \"1Gi\"; it takes a quantity from 1m to 256. Use a value such as 250m.",
                "application shop: api.Resources.Memory is \"250m\"; it takes a quantity from 1Mi to 64Ti. Use a value such as 512Mi.",
                "application shop: api.Resources.Scratch is \"\"; it takes a quantity from 1Mi to 64Ti. Use a value such as 512Mi.",
            ],
            ApplicationRules.FaultsOf(Of("shop", Service with { Resources = new ResourceAmounts { CpuRequest = "0", CpuLimit = "1Gi", Memory = "250m", Scratch = "" } })));

    [Fact]
    public void A_secret_has_one_definition()
        => Assert.Equal(
            ["application shop: Secret TOKEN is defined 2 times; a secret has one definition. Use one for all variables."],
            ApplicationRules.FaultsOf(Of(
                "shop",
                Service with { Variables = [Variable.Secret(SecretDefinition.Supplied("TOKEN"))] },
                Worker with { Variables = [Variable.Secret(SecretDefinition.Optional("TOKEN"))] })));

    [Fact]
    public void A_secret_of_two_workloads_is_one_secret()
        => Assert.Empty(ApplicationRules.FaultsOf(Of(
            "shop",
            Service with { Variables = [Variable.Secret(SecretDefinition.Supplied("TOKEN"))] },
            Worker with { Variables = [Variable.Secret(SecretDefinition.Supplied("TOKEN"))] })));

    [Theory]
    [InlineData("token")]
    [InlineData("_TOKEN")]
    [InlineData("API_TOKEN2é")]
    public void A_secret_has_a_name_in_upper_case(string name)
        => Assert.Contains(
            $"application shop: Secret is \"{name}\"; names of secrets are upper-case letters, digits and '_', and begin with a letter. Rename it.",
            FaultsOfVariables(Variable.Secret(SecretDefinition.Supplied(name))));

    [Fact]
    public void A_generated_secret_is_long_enough()
        => Assert.Equal(
            ["application shop: Secret TOKEN is 15 long; a generated secret has at least 16 bytes or characters. Use 32."],
            FaultsOfVariables(Variable.Secret(SecretDefinition.Generated("TOKEN", SecretShape.Hex(15)))));

    [Fact]
    public void A_service_that_is_called_is_one_of_the_application()
        => Assert.Equal(
            [
                "application shop: verify.Calls is \"apu\"; the application has no service of this name. Use api, or remove it.",
                "application shop: worker.Calls is \"elsewhere\"; the application has no service of this name. Remove it, or use one of api.",
            ],
            ApplicationRules.FaultsOf(Of(
                "shop",
                Service,
                Worker with { Calls = ["elsewhere"] },
                new JobDefinition { Name = "verify", Image = "shop", Purpose = JobPurpose.Verification, Variables = [Variable.ServiceUrl("API_URL", "apu")] })).Order(StringComparer.Ordinal));

    [Fact]
    public void Only_a_public_service_has_an_address_for_the_outside()
    {
        Assert.Equal(
            ["application shop: api.Variables is API_URL of \"api\"; only a public service has an address for the outside. Name a service that is public."],
            FaultsOfVariables(Variable.PublicUrl("API_URL", "api")));
        Assert.Empty(ApplicationRules.FaultsOf(Of("shop", Service with { IsPublic = true, Variables = [Variable.PublicUrl("API_URL", "api")] })));
    }

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("{0}{1}")]
    [InlineData("{\"origin\": \"{0}\"}")]
    public void A_format_has_a_place_for_the_value_and_no_other_braces(string format)
        => Assert.Equal(
            [$"application shop: api.Variables is ORIGIN of \"{format}\"; the value stands where {{0}} is, and there are no other braces. Add {{0}}."],
            FaultsOfVariables(Variable.Domain("ORIGIN", format)));

    [Fact]
    public void The_previous_generation_of_a_secret_has_a_variable_of_its_own()
        => Assert.Equal(
            ["application shop: api.Variables is KEY_PREVIOUS 2 times; a variable has one value. Remove all but one."],
            FaultsOfVariables(Variable.Secret(SecretDefinition.Generated("KEY", SecretShape.Hex(32), keepsPrevious: true)), Variable.Plain("KEY_PREVIOUS", "x")));

    [Fact]
    public void A_secret_is_none_of_the_platforms()
        => Assert.Equal(
            ["application shop: Secret is \"SLACK_WEBHOOK_URL\"; the platform has a secret of this name. Rename it."],
            FaultsOfVariables(Variable.Secret(SecretDefinition.Supplied("SLACK_WEBHOOK_URL"))));

    [Fact]
    public void A_companion_needs_what_its_variables_are_parts_of()
        => Assert.Equal(
            [
                "application shop: name of a companion is \"redis\"; the program itself declares something of this name. Rename it.",
                "application shop: desk.Variables is REDIS_URL; it is a part of a Redis connection, and the companion redis does not need Redis. Add Redis to its needs.",
            ],
            ApplicationRules.FaultsOf(Of("shop") with
            {
                Needs = new Needs { Redis = new RedisNeed() },
                Companions = [new CompanionDefinition { Name = "redis", Workers = [Worker with { Name = "desk", Variables = [Variable.RedisUrl("REDIS_URL")] }] }],
            }));

    [Fact]
    public void A_companion_with_MySQL_has_a_name_that_the_operator_takes()
        => Assert.Equal(
            ["application shop: name of a companion is \"accounting-office\"; its MySQL is called accounting-office-mysql, and the operator takes at most 22 characters. Shorten it."],
            ApplicationRules.FaultsOf(Of("shop") with { Companions = [new CompanionDefinition { Name = "accounting-office", Needs = new Needs { MySql = new MySqlNeed("office") } }] }));

    [Fact]
    public void A_workload_is_not_called_like_something_of_a_companion()
        => Assert.Equal(
            ["application shop: name of a workload is \"desk-redis\"; the program itself declares something of this name. Rename it."],
            ApplicationRules.FaultsOf(Of("shop", Worker with { Name = "desk-redis" }) with { Companions = [new CompanionDefinition { Name = "desk" }] }));

    [Fact]
    public void A_service_is_not_called_like_the_canary_of_another()
        => Assert.Equal(
            ["application shop: name of a workload is \"api-canary\"; it is the name of the canary of the public service api. Rename it."],
            ApplicationRules.FaultsOf(Of("shop", Service with { IsPublic = true }, Worker with { Name = "api-canary" })));

    [Theory]
    [InlineData(0)]
    [InlineData(65536)]
    public void A_port_of_the_internet_is_one(int port)
        => Assert.Equal(
            [$"application shop: api.InternetPorts is {port}; it is a port from 1 to 65535. Use such a port."],
            ApplicationRules.FaultsOf(Of("shop", Service with { CallsInternet = true, InternetPorts = [port] })));

    [Fact]
    public void An_exemption_says_what_it_allows_and_why()
        => Assert.Equal(
            [
                "application shop: api.SecurityExemption is \" \"; an exemption says what it allows, and why. Give the reason, and set RunsAsRoot or WritesToRoot.",
                "application shop: worker.SecurityExemption is \"It must.\"; an exemption says what it allows, and why. Give the reason, and set RunsAsRoot or WritesToRoot.",
            ],
            ApplicationRules.FaultsOf(Of("shop", Service with { SecurityExemption = new PodSecurityExemption(" ") { RunsAsRoot = true } }, Worker with { SecurityExemption = new PodSecurityExemption("It must.") })));

    [Fact]
    public void Images_of_others_are_used_and_have_a_version()
        => Assert.Equal(
            [
                "application shop: Image shop is \"docker.io/example/shop:latest\"; an image of others is a reference with a tag other than latest, or with a digest. Name a version.",
                "application shop: Images is \"spare\"; no container runs it. Remove it, or correct the name.",
            ],
            ApplicationRules.FaultsOf(Of("shop", Service) with { Images = [new ImageDefinition("shop") { Published = "docker.io/example/shop:latest" }, new ImageDefinition("spare")] }));

    [Theory]
    [InlineData(JobPurpose.Migration)]
    [InlineData(JobPurpose.Import)]
    public void What_precedes_a_release_calls_none_of_its_services(JobPurpose purpose)
        => Assert.Equal(
            ["application shop: load.Calls is \"api\"; a migration or import comes before the services of its release, and the first release has no others. Remove it, or make it a verification."],
            ApplicationRules.FaultsOf(Of("shop", Service, new JobDefinition { Name = "load", Image = "shop", Purpose = purpose, Calls = ["api"] })));

    [Theory]
    [InlineData("Shop")]
    [InlineData("shop.eu")]
    public void A_subdomain_is_a_name(string subdomain)
        => Assert.Equal(
            [$"application shop: api.Subdomain is \"{subdomain}\"; names are at most 40 lower-case letters, digits and '-', and begin with a letter. Rename it."],
            ApplicationRules.FaultsOf(Of("shop", Service with { Subdomain = subdomain })));

    [Fact]
    public void An_image_is_not_called_like_the_next_version_of_another()
        => Assert.Equal(
            ["application shop: name of an image is \"shop-canary\"; it is the name of the next version of the image shop. Rename it."],
            ApplicationRules.FaultsOf(Of("shop", Service, Worker with { Image = "shop-canary" })));

    [Fact]
    public void The_words_of_a_command_are_not_empty()
        => Assert.Equal(
            ["application shop: api.Command is \"\"; the words of a command are not empty. Remove it."],
            ApplicationRules.FaultsOf(Of("shop", Service with { Command = ["serve", ""] })));

    [Fact]
    public void A_container_does_not_share_the_name_of_its_resources_with_another_workload()
        => Assert.Equal(
            ["application shop: api: name of a container is \"fetch\"; with the workload's it is api-fetch, which another workload is called. Rename one of them."],
            ApplicationRules.FaultsOf(Of("shop", Service with { Init = [new InitStep { Name = "fetch", Image = "shop" }] }, Worker with { Name = "api-fetch" })));

    [Fact]
    public void Faults_of_the_stack_file_and_of_the_application_are_reported_together()
    {
        using var project = new Project().With("dev", StackText.Only("infra:redis: {engine: keydb}"));
        Assert.Equal(
            """
            Pulumi.dev.yaml: infra:redis.engine is "keydb"; it takes one of valkey, redis. Use one of these, or remove the line.
            application shop: api.UserId is 0; containers do not run as root. Use the user of the image, such as 10001.
            application shop: Port of api and web is 8000; each service has a port of its own. Change all but one.
            """,
            project.LoadingFaults("dev", Of("shop", Service with { UserId = 0 }, Service with { Name = "web" })));
    }

    private static HealthProbes Health { get; } = new() { Port = 8080, Startup = HealthProbe.Http("/"), Liveness = HealthProbe.Http("/"), Readiness = HealthProbe.Http("/") };

    private static ServiceDefinition Service { get; } = new() { Name = "api", Image = "shop", Port = 8000, Health = Health };

    private static WorkerDefinition Worker { get; } = new() { Name = "worker", Image = "shop", Health = Health };

    private static IEnumerable<string> FaultsOfVariables(params ImmutableArray<Variable> variables) => ApplicationRules.FaultsOf(Of("shop", Service with { Variables = variables }));

    private static ApplicationDefinition WithDatabase(string name) => new() { Name = "shop", Needs = new Needs { Postgres = new PostgresNeed(name) } };

    private static ApplicationDefinition WithMySql(string name) => new() { Name = "shop", Needs = new Needs { MySql = new MySqlNeed(name) } };

    private static ApplicationDefinition Of(string name, params IReadOnlyList<WorkloadDefinition> workloads) => new()
    {
        Name = name,
        Needs = new Needs(),
        Services = [.. workloads.OfType<ServiceDefinition>()],
        Workers = [.. workloads.OfType<WorkerDefinition>()],
        Jobs = [.. workloads.OfType<JobDefinition>()],
    };
}
