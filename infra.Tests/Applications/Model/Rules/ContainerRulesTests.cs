using Infra.Applications.Model;
using Infra.Data.MySql;
using Infra.Data.Postgres;
using Infra.Data.Qdrant;
using Infra.Data.Redis;
using static Infra.Tests.Applications.Model.Rules.Shop;

namespace Infra.Tests.Applications.Model.Rules;

/// <summary>Definitions of containers that could not run.</summary>
public sealed class ContainerRulesTests
{
    [Theory]
    [InlineData("Shop")]
    [InlineData("shop.api")]
    [InlineData("registry.example.com/shop:1.0.0")]
    public void An_image_has_a_name_that_a_stack_file_can_have_as_a_key(string image)
        => Assert.Equal(
            [
                $"application shop: api.Image is \"{image}\"; "
                    + "names are at most 40 lower-case letters, digits and '-', and begin with a letter. "
                    + "Use the name of a key below infra:release.images, which says what image it is.",
            ],
            FaultsOf(Service with { Image = image }));

    [Fact]
    public void No_container_of_a_job_has_the_name_of_the_one_that_waits_for_its_paths()
        => Assert.Equal(
            [
                "application shop: migrate: name of a container is \"await-paths\"; "
                    + "the program itself puts a container of this name into the pods of jobs. Rename it.",
            ],
            FaultsOf(
                new JobDefinition
                {
                    Name = "migrate",
                    Image = "shop",
                    Purpose = JobPurpose.Migration,
                    Init = [new InitStep { Name = "await-paths", Image = "shop" }],
                }));

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
            [
                $"application shop: api.Variables is \"{name}\"; "
                    + "names of variables are letters, digits and '_', and begin with no digit. Rename it.",
            ],
            FaultsOfVariables(Variable.Plain(name, "value")));

    [Fact]
    public void An_argument_is_a_word()
        => Assert.Equal(
            [
                "application shop: api.Arguments is \"\"; the words of a command are not empty. Remove it.",
                "application shop: api.Arguments[1] is no text; text is Unicode without control characters. Remove what is none of it.",
            ],
            FaultsOf(Service with { Arguments = ["", "\u0007"] }));

    [Fact]
    public void A_file_of_configuration_names_variables_that_anybody_may_see()
        => Assert.Equal(
            [
                "application shop: api.ConfigFiles: /etc/shop/shop.yaml is \"${LOG_LEVL}\"; it stands for a variable of the container "
                    + "that always has a value, which is no secret. Use LOG_LEVEL, or remove it.",
                "application shop: api.ConfigFiles: /etc/shop/shop.yaml is \"${API_KEY}\"; it stands for a variable of the container "
                    + "that always has a value, which is no secret. Remove it, or use one of LOG_LEVEL.",
            ],
            FaultsOf(
                Service with
                {
                    Variables =
                    [
                        Variable.Plain("LOG_LEVEL", "info"),
                        Variable.Secret(SecretDefinition.Generated("API_KEY", SecretShape.Hex(bytes: 32))),
                    ],
                    ConfigFiles = [new ConfigFile("/etc/shop/shop.yaml", "level: ${LOG_LEVL}\nkey: ${API_KEY}\n")],
                }));

    [Fact]
    public void A_file_has_a_folder_of_its_own()
        => Assert.Equal(
            ["application shop: api: mounts at /etc/shop is 2; one thing is mounted at a path. Move all but one."],
            FaultsOf(
                Service with
                {
                    ConfigFiles = [new ConfigFile("/etc/shop/shop.yaml", "")],
                    SecretFiles = [new SecretFile("/etc/shop/key", SecretDefinition.Optional("SHOP_KEY"))],
                }));

    [Fact]
    public void Only_a_job_that_somebody_starts_has_parameters()
    {
        Assert.Equal(
            [
                "application shop: api.Variables is ACTION; only a job of the purpose OnDemand is given values by whoever starts it. "
                    + "Make it a plain or an optional variable.",
            ],
            FaultsOfVariables(Variable.Parameter("ACTION", "What to do.")));
        Assert.Empty(FaultsOf(Job with { Purpose = JobPurpose.OnDemand, Variables = [Variable.Parameter("ACTION", "What to do.")] }));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("{0},{1},{2}")]
    [InlineData("{0}{{1}}")]
    public void A_composed_value_has_a_place_for_each_of_its_parts(string format)
        => Assert.Equal(
            [
                $"application shop: api.Variables is HOSTS of \"{format}\"; it has a place for each of its 2 values, and there are no "
                    + "other braces. Name the places {0}, {1}.",
            ],
            FaultsOfVariables(Variable.Composed("HOSTS", format, ValuePart.Domain, ValuePart.PodAddress)));

    [Fact]
    public void A_host_is_that_of_a_public_service()
        => Assert.Equal(
            [
                "application shop: api.Variables is HOSTS of \"api\"; only a public service has an address for the outside. "
                    + "Name a service that is public.",
            ],
            FaultsOfVariables(Variable.Composed("HOSTS", "{0}", ValuePart.HostOf("api"))));

    [Fact]
    public void A_further_port_of_the_internet_is_that_of_an_optional_variable()
        => Assert.Equal(
            [
                "application shop: api.InternetPortVariables is \"SMTP_PORT\"; it names an optional variable of the shape Port. "
                    + "Add Variable.Optional(\"SMTP_PORT\", …, VariableShape.Port), or correct the name.",
            ],
            FaultsOf(Service with { InternetPortVariables = ["SMTP_PORT"], Variables = [Variable.Plain("SMTP_PORT", "25")] }));

    [Fact]
    public void A_part_of_a_connection_needs_the_data_service()
        => Assert.Equal(
            [
                "application shop: api.Variables is DATABASE_URL; "
                    + "it is a part of a Postgres connection, and the application does not need Postgres. Add Postgres to its needs.",
                "application shop: api.Variables is REDIS_URL; "
                    + "it is a part of a Redis connection, and the application does not need Redis. Add Redis to its needs.",
                "application shop: api.Variables is QDRANT_URL; "
                    + "it is a part of a Qdrant connection, and the application does not need Qdrant. Add Qdrant to its needs.",
                "application shop: api.Variables is MYSQL_URL; "
                    + "it is a part of a MySQL connection, and the application does not need MySQL. Add MySQL to its needs.",
            ],
            FaultsOfVariables(
                PostgresVariable.Url("DATABASE_URL"),
                RedisVariable.Url("REDIS_URL"),
                QdrantVariable.Url("QDRANT_URL"),
                MySqlVariable.Url("MYSQL_URL")));

    [Fact]
    public void Resources_are_quantities()
        => Assert.Equal(
            [
                "application shop: api.Resources.CpuRequest is \"0\"; it takes a quantity from 1m to 256. Use 1m or more.",
                "application shop: api.Resources.CpuLimit is \"257\"; it takes a quantity from 1m to 256. Use 256 or less.",
                "application shop: api.Resources.MemoryRequest is \"1MB\"; it takes a quantity from 1Mi to 64Ti. Use 1Mi or more.",
                "application shop: api.Resources.Memory is \"250m\"; it takes a quantity from 1Mi to 64Ti. Use 1Mi or more.",
                "application shop: api.Resources.Scratch is \"65Ti\"; it takes a quantity from 1Mi to 64Ti. Use 64Ti or less.",
            ],
            FaultsOf(Service with
            {
                Resources = new ResourceAmounts
                {
                    CpuRequest = "0",
                    CpuLimit = "257",
                    MemoryRequest = "1MB",
                    Memory = "250m",
                    Scratch = "65Ti",
                },
            }));

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("{0}{1}")]
    [InlineData("{\"origin\": \"{0}\"}")]
    public void A_format_has_a_place_for_the_value_and_no_other_braces(string format)
        => Assert.Equal(
            [
                $"application shop: api.Variables is ORIGIN of \"{format}\"; "
                    + "the value stands where {0} is, and there are no other braces. Add {0}.",
            ],
            FaultsOfVariables(Variable.Domain("ORIGIN", format)));

    [Fact]
    public void The_previous_generation_of_a_secret_has_a_variable_of_its_own()
        => Assert.Equal(
            ["application shop: api.Variables is KEY_PREVIOUS 2 times; a variable has one value. Remove all but one."],
            FaultsOfVariables(
                Variable.Secret(SecretDefinition.Generated("KEY", SecretShape.Hex(32), keepsPrevious: true)),
                Variable.Plain("KEY_PREVIOUS", "x")));

    [Fact]
    public void A_companion_needs_what_its_variables_are_parts_of()
        => Assert.Equal(
            [
                "application shop: name of a companion is \"redis\"; the program itself declares something of this name. Rename it.",
                "application shop: desk.Variables is REDIS_URL; "
                    + "it is a part of a Redis connection, and the companion redis does not need Redis. Add Redis to its needs.",
            ],
            FaultsOf(Of() with
            {
                Needs = [new RedisNeed()],
                Companions =
                [
                    new CompanionDefinition
                    {
                        Name = "redis",
                        Workers = [Worker with { Name = "desk", Variables = [RedisVariable.Url("REDIS_URL")] }],
                    },
                ],
            }));

    [Fact]
    public void The_words_of_a_command_are_not_empty()
        => Assert.Equal(
            ["application shop: api.Command is \"\"; the words of a command are not empty. Remove it."],
            FaultsOf(Service with { Command = ["serve", ""] }));
}
