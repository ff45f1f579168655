using Infra.Applications.Model;
using static Infra.Tests.Applications.Model.Rules.Shop;

namespace Infra.Tests.Applications.Model.Rules;

/// <summary>Definitions whose containers would not find each other: ports that nobody listens on, or two do.</summary>
public sealed class PortRulesTests
{
    [Fact]
    public void A_companion_calls_a_service_that_is_there()
        => Assert.Equal(
            [
                "application shop: desk.Calls is \"apu\"; the application has no service of this name. Use api, or remove it.",
                "application shop: desk.Calls is \"elsewhere\"; the application has no service of this name. "
                    + "Remove it, or use one of api, desk.",
            ],
            FaultsOf(WithDesk(Variable.ServiceUrl("API_URL", "apu"), "elsewhere")));

    [Theory]
    [InlineData(8001, "Use 8000, or add the port to its MorePorts")]
    [InlineData(9002, "Use 9001, or add the port to its MorePorts")]
    public void A_companion_calls_a_port_that_the_service_listens_on(int port, string fix)
    {
        var call = new ServiceCall("api") { Port = port };
        Assert.Equal(
            [$"application shop: desk.Calls is {port} of \"api\"; the service does not listen on that port. {fix}."],
            FaultsOf(WithDesk(Variable.ServiceUrl("API_URL", "api", port: port), call)));
    }

    [Fact]
    public void A_port_for_probes_alone_is_not_called()
        => Assert.Equal(
            [
                "application shop: worker.Calls is 8080 of \"api\"; the service does not listen on that port. "
                    + "Use 8000, or add the port to its MorePorts.",
            ],
            FaultsOf(Service, Worker with { Calls = [new ServiceCall("api") { Port = 8080 }] }));

    [Fact]
    public void A_name_of_fifteen_letters_is_accepted()
        => Assert.Empty(FaultsOf(Service with { MorePorts = [new NamedPort("administrations", 9000)] }));

    [Theory]
    [InlineData("")]
    [InlineData("Admin")]
    [InlineData("9admin")]
    [InlineData("an--admin")]
    [InlineData("admin-")]
    [InlineData("administrator-ui")]
    [InlineData("admin\n")]
    public void A_further_port_has_a_name(string name)
        => Assert.Equal(
            [
                $"application shop: api.MorePorts is \"{name}\"; names of ports are at most 15 lower-case letters, digits and single '-', "
                    + "and begin with a letter. Rename it.",
            ],
            FaultsOf(Service with { MorePorts = [new NamedPort(name, 9000)] }));

    [Theory]
    [InlineData("http")]
    [InlineData("health")]
    [InlineData("metrics")]
    [InlineData("exporter-m")]
    public void A_further_port_has_a_name_of_its_own(string name)
        => Assert.Equal(
            [$"application shop: api.MorePorts is \"{name}\"; another port of the pod bears that name. Rename it."],
            FaultsOf(Service with { MorePorts = [new NamedPort(name, 9000)], Sidecars = [Exporter with { MetricsPort = 9101 }] }));

    [Fact]
    public void Further_ports_are_named_once()
        => Assert.Equal(
            [
                "application shop: api.MorePorts is 8000 2 times; each port is named once. Remove all but one.",
                "application shop: api.MorePorts is \"admin\" 2 times; each port has a name of its own. Rename all but one.",
            ],
            FaultsOf(Service with { MorePorts = [new NamedPort("admin", 8000), new NamedPort("admin", 9000)] }));

    [Fact]
    public void A_further_port_needs_no_root()
        => Assert.Equal(
            ["application shop: api.MorePorts is 80; a container that is not root listens on 1024 to 65535. Use 1024 or more."],
            FaultsOf(Service with { MorePorts = [new NamedPort("admin", 80)] }));

    [Fact]
    public void Metrics_are_at_a_path_of_a_port_that_needs_no_root()
        => Assert.Equal(
            [
                "application shop: worker.MetricsPort is 80; nothing is scraped without a path. Set MetricsPath, or remove it.",
                "application shop: worker.MetricsPort is 80; a container that is not root listens on 1024 to 65535. Use 1024 or more.",
                "application shop: worker.exporter.MetricsPort is 70000; "
                    + "a container that is not root listens on 1024 to 65535. Use 65535 or less.",
            ],
            FaultsOf(Worker with { MetricsPort = 80, Sidecars = [Exporter with { MetricsPort = 70000 }] }));

    [Fact]
    public void Containers_of_a_pod_listen_on_different_ports()
        => Assert.Equal(
            [
                "application shop: worker.exporter.MetricsPort is 9200; "
                    + "another container of the pod listens on it, so that no probe can reach this one. Use another port.",
            ],
            FaultsOf(Worker with { MetricsPath = "/metrics", MetricsPort = 9200, Sidecars = [Exporter with { MetricsPort = 9200 }] }));

    [Fact]
    public void A_container_beside_it_bears_no_name_of_its_ports()
        => Assert.Equal(
            [
                "application shop: worker.health.Name is \"health\"; its port bears its name, and port 8080 of worker is called that. "
                    + "Rename it.",
            ],
            FaultsOf(Worker with { Sidecars = [Exporter with { Name = "health" }] }));

    [Fact]
    public void A_worker_may_have_metrics_without_probes_over_HTTP()
        => Assert.Empty(FaultsOf(Worker with
        {
            Health = new HealthProbes { Liveness = HealthProbe.Process("It ends."), Readiness = HealthProbe.Run("true") },
            MetricsPath = "/metrics",
            MetricsPort = 9000,
        }));

    private static SidecarDefinition Exporter { get; } = new()
    {
        Name = "exporter",
        Image = "shop",
        Port = 9100,
        Liveness = HealthProbe.Http("/"),
        MetricsPath = "/metrics",
    };

    private static ApplicationDefinition WithDesk(Variable variable, ServiceCall call)
        => Of(Service with { MorePorts = [new NamedPort("admin", 9001)] }) with
        {
            Companions =
            [
                new CompanionDefinition
                {
                    Name = "desk",
                    Services = [Service with { Name = "desk", Variables = [variable], Calls = [call] }],
                },
            ],
        };
}
