using Infra.Applications.Model;
using Infra.Data.Postgres;
using Infra.Data.Redis;
using Infra.Faults;
using Infra.Tests.Applications;
using Infra.Tests.Support;
using StackPreview.Json;

namespace Infra.Tests.Platform.Application;

/// <summary>What a container is given: variables of every kind, files, arguments.</summary>
public sealed class ContainerValueTests
{
    private const string Api = "api";

    private static readonly Variable[] Optional =
    [
        Variable.Optional("SMTP_ADDRESS", "Server for mail.", VariableShape.Host),
        Variable.Optional("SMTP_PORT", "Port of it.", VariableShape.Port),
        Variable.Optional("RATE_LIMIT", "Requests.", VariableShape.Number),
        Variable.Optional("CALLBACK", "Address.", VariableShape.Url),
        Variable.Optional("ALLOWED", "Numbers.", VariableShape.List),
        Variable.Optional("GREETING", "What is said."),
    ];

    [Fact]
    public async Task An_optional_variable_is_absent_until_the_stack_file_sets_it()
    {
        Assert.Empty((await RenderedAsync(Service with { Variables = [.. Optional] })).Config(Api));
        var rendered = await RenderedAsync(
            Service with { Variables = [.. Optional] },
            (
                "variables",
                """
                {"SMTP_ADDRESS": "smtp.example.com", "SMTP_PORT": 587, "RATE_LIMIT": "0030", "CALLBACK": "http://in.example.com/x",
                 "ALLOWED": "1,2", "GREETING": "good morning"}
                """));
        Assert.Equal(
            [
                ("ALLOWED", "1,2"),
                ("CALLBACK", "http://in.example.com/x"),
                ("GREETING", "good morning"),
                ("RATE_LIMIT", "30"),
                ("SMTP_ADDRESS", "smtp.example.com"),
                ("SMTP_PORT", "587"),
            ],
            rendered.Config(Api).Select(variable => (variable.Key, variable.Value)).Order());
    }

    [Theory]
    [InlineData(
        "SMTP_ADDRESS",
        "localhost",
        "it takes a DNS name in lower case with at least one dot. Use a value such as api.example.com"
    )]
    [InlineData("SMTP_PORT", "0", "it takes a whole number from 1 to 65535. Use 1 or more")]
    [InlineData("RATE_LIMIT", "many", "it takes a whole number from 0 to 2147483647. Use 0 or more")]
    [InlineData(
        "CALLBACK",
        "ftp://example.com",
        "it takes an address of the form https://host[/path] or http://host[/path]. Use a value such as https://example.com"
    )]
    [InlineData("ALLOWED", "1, 2", "it takes items with commas between them, without blanks. Use a value such as one,two")]
    public void An_optional_variable_takes_values_of_its_shape(string name, string value, string rule)
    {
        var error = Assert.Throws<InputException>(() =>
            CustomStack.SettingsOf(Of(Service with { Variables = [.. Optional] }), "dev", ("variables", $$"""{"{{name}}": "{{value}}"}"""))
        );
        Assert.Equal(
            $"Pulumi.dev.yaml: infra:variables.{name} is \"{value}\"; {rule}, or remove the line.",
            Assert.Single(error.Messages));
    }

    [Fact]
    public void A_variable_that_the_application_does_not_know_is_named_with_the_nearest()
    {
        var error = Assert.Throws<InputException>(() =>
            CustomStack.SettingsOf(Of(Service with { Variables = [.. Optional] }), "dev", ("variables", """{"SMTP_ADRESS": "x"}""")));
        Assert.Contains("Use infra:variables.SMTP_ADDRESS, or remove it", Assert.Single(error.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_are_written_as_the_application_reads_them()
    {
        var rendered = await RenderedAsync(
            Service with
            {
                IsPublic = true,
                Variables =
                [
                    Variable.PublicUrl("SOCKET_URL", Api, "wss://{0}/ws"),
                    Variable.ServiceUrl("CALLBACK_URL", Api, "/callback"),
                    Variable.Composed(
                        "HOSTS",
                        "{0} {1} {2} {3}",
                        ValuePart.Domain,
                        ValuePart.HostOf(Api),
                        ValuePart.PodAddress,
                        ValuePart.PodName),
                ],
            },
            ("edge", """{"domain": "example.com"}"""));
        Assert.Equal(
            [
                ("CALLBACK_URL", "http://api.shop-dev.svc:8000/callback"),
                ("HOSTS", "example.com api.example.com $(POD_IP) $(POD_NAME)"),
                ("POD_IP", "status.podIP"),
                ("POD_NAME", "metadata.name"),
                ("SOCKET_URL", "wss://api.example.com/ws"),
            ],
            rendered.Config(Api).Select(variable => (variable.Key, variable.Value)).Order());
        // Kubernetes puts in what stands before it.
        Assert.Equal(["POD_NAME", "POD_IP", "HOSTS"], rendered.Container(Api).Items("env").Select(variable => variable.Text("name")));
    }

    [Fact]
    public async Task Connections_come_in_the_parts_that_the_application_reads()
    {
        var application = Of(
            Service with
            {
                Variables =
                [
                    RedisVariable.Host("REDIS_HOST"),
                    RedisVariable.Port("REDIS_PORT"),
                    RedisVariable.Username("REDIS_USER"),
                    RedisVariable.Password("REDIS_PASSWORD"),
                    PostgresVariable.ReadOnlyUrl("REPORTS_URL"),
                ],
            }) with
        {
            Needs = [new RedisNeed(), new PostgresNeed("shop")],
        };
        var settings = CustomStack.SettingsOf(
            application,
            "prod",
            ("objectStorage", """{"destination": "s3://backups/shop"}"""),
            ("edge", """{"domain": "example.com"}"""));
        var run = await new StackRun { Settings = settings }.RunAsync();
        var rendered = RenderedStack.Of(run.Plan);
        Assert.Equal(
            [("REDIS_HOST", "redis.shop-prod.svc"), ("REDIS_PORT", "6379"), ("REDIS_USER", "app")],
            rendered.Config(Api).Select(variable => (variable.Key, variable.Value)).Order());
        Assert.Equal(["REDIS_PASSWORD", "REPORTS_URL"], rendered.Secrets(Api).Keys.Order(StringComparer.Ordinal));
        Assert.Contains(
            "@postgres-ro.shop-prod.svc:5432/shop?",
            run.Inputs("shop-api-secrets")["stringData.REPORTS_URL"],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_third_party_container_gets_arguments_and_files_of_configuration_with_values_in_them()
    {
        var rendered = await RenderedAsync(Service with
        {
            Arguments = ["--config", "/etc/shop/shop.yaml"],
            Variables = [Variable.Environment("STAGE"), Variable.Plain("LEVEL", "info")],
            ConfigFiles =
            [
                new ConfigFile("/etc/shop/shop.yaml", "stage: ${STAGE}\nprice: $5\n"),
                new ConfigFile("/etc/shop/log.conf", "${LEVEL}"),
                new ConfigFile("/etc/other/empty", ""),
            ],
        });
        var container = rendered.Container(Api);
        Assert.Null(container["command"]);
        JsonAssert.Equal("""["--config","/etc/shop/shop.yaml"]""", container["args"]);

        var files = Assert.Single(rendered.Titles, title =>
            title.StartsWith("ConfigMap ", StringComparison.Ordinal) && rendered.Object(title).At("data.file-0") is not null);
        Assert.Equal(
            [("file-0", ""), ("file-1", "info"), ("file-2", "stage: dev\nprice: $5\n")],
            rendered.Object(files).Texts("data").Select(entry => (entry.Key, entry.Value)).Order());
        Assert.Equal(
            [("/etc/other", true), ("/etc/shop", true)],
            container
                .Items("volumeMounts")
                .Where(mount => mount.Text("mountPath") != "/tmp")
                .Select(mount => (mount.Text("mountPath"), mount.IsTrue("readOnly"))));
        var volume = Assert.Single(rendered.Pod(Api).Spec.Items("volumes"), volume => volume.Text("name") == "api-config-1");
        JsonAssert.Equal("""[{"key":"file-1","path":"log.conf"},{"key":"file-2","path":"shop.yaml"}]""", volume.At("configMap.items"));
    }

    private static ServiceDefinition Service { get; } = new()
    {
        Name = Api,
        Image = "shop",
        Port = 8000,
        Health = new HealthProbes { Liveness = HealthProbe.Http("/"), Readiness = HealthProbe.Http("/") },
    };

    private static ApplicationDefinition Of(ServiceDefinition service) => new() { Name = "shop", Services = [service] };

    private static async Task<RenderedStack> RenderedAsync(ServiceDefinition service, params (string Key, string Value)[] configuration)
        => RenderedStack.Of((await new StackRun { Settings = CustomStack.SettingsOf(Of(service), "dev", configuration) }.RunAsync()).Plan);
}
