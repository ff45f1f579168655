using System.Collections.Immutable;
using Infra.Applications;
using Infra.Applications.Model;
using Infra.Applications.Model.Rules;
using Infra.Tests.SettingsTests;
using static Infra.Tests.Applications.Model.Rules.Shop;

namespace Infra.Tests.Applications.Model.Rules;

/// <summary>Definitions of applications that cannot be deployed.</summary>
public sealed class ApplicationRulesTests
{
    [Fact]
    public void The_applications_of_the_catalog_have_no_faults()
        => Assert.Empty(ApplicationCatalog.All.SelectMany(Shop.FaultsOf));

    [Fact]
    public void An_application_without_workloads_has_no_faults() => Assert.Empty(FaultsOf(Of()));

    [Fact]
    public void Two_services_have_two_ports()
        => Assert.Equal(
            ["application shop: Port of api and web is 8000; each service has a port of its own. Change all but one."],
            FaultsOf(Service, Service with { Name = "web" }));

    [Theory]
    [InlineData(0, "Use 1024 or more")]
    [InlineData(443, "Use 1024 or more")]
    [InlineData(1023, "Use 1024 or more")]
    [InlineData(65536, "Use 65535 or less")]
    public void A_service_listens_on_a_port_that_needs_no_root(int port, string fix)
        => Assert.Equal(
            [
                $"application shop: api.Port is {port}; a container that is not root listens on 1024 to 65535. {fix}; "
                    + "the edge serves 443 whatever it is.",
            ],
            FaultsOf(Service with { Port = port }));

    [Theory]
    [InlineData(1024)]
    [InlineData(65535)]
    public void Other_ports_are_accepted(int port) => Assert.Empty(FaultsOf(Service with { Port = port }));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_container_does_not_run_as_root(int user)
        => Assert.Equal(
            [$"application shop: api.UserId is {user}; containers do not run as root. Use the user of the image, such as 10001."],
            FaultsOf(Service with { UserId = user }));

    [Fact]
    public void A_worker_names_the_port_of_its_probes()
        => Assert.Equal(
            [
                "application shop: worker.Health.Port is missing; "
                    + "a worker has no port of its own for its probes. Name the port that answers the probes.",
            ],
            FaultsOf(Worker with { Health = Worker.Health with { Port = null } }));

    [Fact]
    public void A_secret_has_one_definition()
        => Assert.Equal(
            ["application shop: Secret TOKEN is defined 2 times; a secret has one definition. Use one for all variables."],
            FaultsOf(
                Service with { Variables = [Variable.Secret(SecretDefinition.Supplied("TOKEN"))] },
                Worker with { Variables = [Variable.Secret(SecretDefinition.Optional("TOKEN"))] }));

    [Fact]
    public void A_secret_of_two_workloads_is_one_secret()
        => Assert.Empty(FaultsOf(
            Service with { Variables = [Variable.Secret(SecretDefinition.Supplied("TOKEN"))] },
            Worker with { Variables = [Variable.Secret(SecretDefinition.Supplied("TOKEN"))] }));

    [Theory]
    [InlineData("token")]
    [InlineData("_TOKEN")]
    [InlineData("API_TOKEN2é")]
    public void A_secret_has_a_name_in_upper_case(string name)
        => Assert.Contains(
            $"application shop: Secret is \"{name}\"; "
                + "names of secrets are upper-case letters, digits and '_', and begin with a letter. Rename it.",
            FaultsOfVariables(Variable.Secret(SecretDefinition.Supplied(name))));

    [Fact]
    public void A_generated_secret_is_long_enough()
        => Assert.Equal(
            ["application shop: Secret TOKEN is 15 long; a generated secret has at least 16 bytes or characters. Use 16 or more."],
            FaultsOfVariables(Variable.Secret(SecretDefinition.Generated("TOKEN", SecretShape.Hex(15)))));

    [Fact]
    public void A_longer_secret_is_accepted()
        => Assert.Empty(FaultsOfVariables(Variable.Secret(SecretDefinition.Generated("TOKEN", SecretShape.Hex(16)))));

    [Fact]
    public void A_service_that_is_called_is_one_of_the_application()
        => Assert.Equal(
            [
                "application shop: verify.Calls is \"apu\"; the application has no service of this name. Use api, or remove it.",
                "application shop: worker.Calls is \"elsewhere\"; "
                    + "the application has no service of this name. Remove it, or use one of api.",
            ],
            FaultsOf(
                Service,
                Worker with { Calls = ["elsewhere"] },
                Job with { Name = "verify", Purpose = JobPurpose.Verification, Variables = [Variable.ServiceUrl("API_URL", "apu")] })
                .Order(StringComparer.Ordinal));

    [Fact]
    public void Only_a_public_service_has_an_address_for_the_outside()
    {
        Assert.Equal(
            [
                "application shop: api.Variables is API_URL of \"api\"; "
                    + "only a public service has an address for the outside. Name a service that is public.",
            ],
            FaultsOfVariables(Variable.PublicUrl("API_URL", "api")));
        Assert.Empty(FaultsOf(Service with { IsPublic = true, Variables = [Variable.PublicUrl("API_URL", "api")] }));
    }

    [Fact]
    public void A_secret_is_none_of_the_platforms()
        => Assert.Equal(
            [
                "application shop: Secret is \"BACKUP_ACCESS_KEY_ID\"; the platform has a secret of this name, which is its own. "
                    + "Rename it.",
                "application shop: Secret is \"SLACK_WEBHOOK_URL\"; the platform has a secret of this name, which applications may use as "
                    + "it is. Rename it, or use the definition in PlatformSecrets.",
            ],
            FaultsOfVariables(
                Variable.Secret(PlatformSecrets.BackupAccessKeyId),
                Variable.Secret(SecretDefinition.Optional("SLACK_WEBHOOK_URL"))));

    [Fact]
    public void What_the_platform_shares_may_be_used()
        => Assert.Empty(FaultsOfVariables(Variable.Secret(PlatformSecrets.SlackWebhookUrl)));

    [Theory]
    [InlineData(0, "Use 1 or more")]
    [InlineData(65536, "Use 65535 or less")]
    public void A_port_of_the_internet_is_one(int port, string fix)
        => Assert.Equal(
            [$"application shop: api.InternetPorts is {port}; it takes a whole number from 1 to 65535. {fix}."],
            FaultsOf(Service with { CallsInternet = true, InternetPorts = [port] }));

    [Fact]
    public void An_exemption_says_what_it_allows_and_why()
        => Assert.Equal(
            [
                "application shop: api.SecurityExemption is \" \"; "
                    + "an exemption says what it allows, and why. Give the reason, and set RunsAsRoot or WritesToRoot.",
                "application shop: worker.SecurityExemption is \"It must.\"; "
                    + "an exemption says what it allows, and why. Give the reason, and set RunsAsRoot or WritesToRoot.",
            ],
            FaultsOf(
                Service with { SecurityExemption = new PodSecurityExemption(" ") { RunsAsRoot = true } },
                Worker with { SecurityExemption = new PodSecurityExemption("It must.") }));

    [Fact]
    public void An_image_that_is_promoted_holds_the_address_of_no_environment()
        => Assert.Equal(
            [
                "application shop: Image shop.Build.Arguments.API_URL is \"https://api.example.com\"; one image is promoted through all "
                    + "environments, and cannot hold the address of one. Leave it empty, or use a path such as /api.",
            ],
            FaultsOf(
                Of(Service) with
                {
                    Images =
                    [
                        new ImageDefinition("shop")
                        {
                            Build = new ImageBuild
                            {
                                Arguments = ImmutableSortedDictionary.Create<string, string>()
                                    .Add("API_PATH", "/api")
                                    .Add("API_URL", "https://api.example.com"),
                            },
                        },
                    ],
                }));

    [Fact]
    public void A_path_of_another_host_is_one_that_one_public_service_serves()
    {
        var pages = Service with { Name = "pages", Port = 8001, IsPublic = true };
        Assert.Equal(
            [
                "application shop: api.AlsoAt is \"/api/\"; a path begins with '/', and goes on with letters, digits, '-', '.', '_' and "
                    + "'/'; it does not end in '/'. Use a path such as /api.",
                "application shop: api.AlsoAt is \"/api/\"; only a public service is reached from outside. Set IsPublic, or remove it.",
                "application shop: api.AlsoAt is \"page\"; it is the host of another public service. Use pages, or remove it.",
            ],
            FaultsOf(Service with { AlsoAt = [new HostPath("page", "/api/")] }, pages));
        var api = Service with { IsPublic = true, AlsoAt = [new HostPath("pages", "/api")] };
        Assert.Empty(FaultsOf(api, pages));
        Assert.Equal(
            [
                "application shop: api.AlsoAt and more.AlsoAt is \"/api\" of pages; of two routes that match the same, one gets all the "
                    + "requests. Remove all but one.",
            ],
            FaultsOf(api, api with { Name = "more", Port = 8002 }, pages));
    }

    [Theory]
    [InlineData("health")]
    [InlineData("/a/")]
    [InlineData("/a`)")]
    [InlineData("/a*/b")]
    public void A_path_of_a_route_is_one_that_a_rule_can_hold(string path)
    {
        Assert.Equal(
            [
                $"application shop: api.PublicPaths is \"{path}\"; a path begins with '/', and goes on with letters, digits, '-', '.', "
                    + "'_' and '/'; it does not end in '/'. Use a path such as /api.",
                $"application shop: api.PrivatePaths is \"{path}\"; a path begins with '/', and goes on with letters, digits, '-', '.', "
                    + "'_' and '/'; it does not end in '/'. Use a path such as /api.",
            ],
            FaultsOf(Service with { PublicPaths = [path], PrivatePaths = [path] }));
        Assert.Empty(FaultsOf(Service with { PublicPaths = ["/health", "/webhook*"], PrivatePaths = ["/metrics"] }));
    }

    [Fact]
    public void Third_party_images_are_used_and_have_a_version()
        => Assert.Equal(
            [
                "application shop: Image shop is \"docker.io/example/shop:latest\"; "
                    + "a third-party image has a tag other than latest, or a digest. Name a version.",
                "application shop: Images is \"spare\"; no container runs it. Remove it, or correct the name.",
            ],
            FaultsOf(Of(Service) with
            {
                Images = [new ImageDefinition("shop") { Published = "docker.io/example/shop:latest" }, new ImageDefinition("spare")],
            }));

    [Fact]
    public void A_third_party_image_is_one()
        => Assert.Equal(
            [
                "application shop: Image shop is \"https://docker.io/shop:1\"; it takes an image: repository[:tag][@sha256:digest]. "
                    + "Use a value such as registry.example.com/api:1.4.0.",
            ],
            FaultsOf(Of(Service) with { Images = [new ImageDefinition("shop") { Published = "https://docker.io/shop:1" }] }));

    [Theory]
    [InlineData(JobPurpose.Migration)]
    [InlineData(JobPurpose.Import)]
    public void What_precedes_a_release_calls_none_of_its_services(JobPurpose purpose)
        => Assert.Equal(
            [
                "application shop: load.Calls is \"api\"; "
                    + "a migration or import comes before the services of its release, and the first release has no others. Remove it, "
                    + "or make it a verification.",
            ],
            FaultsOf(Service, Job with { Name = "load", Purpose = purpose, Calls = ["api"] }));

    [Fact]
    public void An_image_is_not_called_like_the_next_version_of_another()
        => Assert.Equal(
            ["application shop: name of an image is \"shop-canary\"; it is the name of the next version of the image shop. Rename it."],
            FaultsOf(Service, Worker with { Image = "shop-canary" }));

    [Fact]
    public void A_container_does_not_share_the_name_of_its_resources_with_another_workload()
        => Assert.Equal(
            [
                "application shop: api: name of a container is \"fetch\"; "
                    + "with the workload's it is api-fetch, which another workload is called. Rename one of them.",
            ],
            FaultsOf(Service with { Init = [new InitStep { Name = "fetch", Image = "shop" }] }, Worker with { Name = "api-fetch" }));

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
            project.LoadingFaults("dev", Of(Service with { UserId = 0 }, Service with { Name = "web" })));
    }
}
