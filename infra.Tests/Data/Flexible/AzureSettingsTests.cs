using Infra.Applications.Model;
using Infra.Data.Postgres;
using Infra.Faults;
using Infra.Tests.Support;

namespace Infra.Tests.Data.Flexible;

/// <summary>What a stack file cannot say of flexible servers, and of the subscription.</summary>
public sealed class AzureSettingsTests
{
    private const string Known =
        "dump, enabled, flexibleServer, formers, incarnation, provider, recover, storage, upgradeFrom, version";

    [Theory]
    [InlineData(
        """{ "size": "D2ds_v5" }""",
        "infra:postgres.flexibleServer.size is \"D2ds_v5\"; it takes the size of a flexible server, of the family B, D or E. "
            + "Use a value such as Standard_D2ds_v5, or remove the line.")]
    [InlineData(
        """{ "size": "Standard_F4s_v2" }""",
        "infra:postgres.flexibleServer.size is \"Standard_F4s_v2\"; it takes the size of a flexible server, of the family B, D or E. "
            + "Use a value such as Standard_D2ds_v5, or remove the line.")]
    [InlineData(
        """{ "size": "Standard_B2s" }""",
        "infra:postgres.flexibleServer.size is \"Standard_B2s\"; it is burstable, and Azure makes no standby of such a server. "
            + "Use one that is not, such as Standard_D2ds_v5, or set infra:postgres.flexibleServer.highAvailability to Disabled.")]
    [InlineData(
        """{ "retentionDays": 6 }""",
        "infra:postgres.flexibleServer.retentionDays is 6; it takes a whole number from 7 to 35. Use 30 or more, or remove the line.")]
    [InlineData(
        """{ "retentionDays": 36 }""",
        "infra:postgres.flexibleServer.retentionDays is 36; it takes a whole number from 7 to 35. Use 35 or less, or remove the line.")]
    [InlineData(
        """{ "highAvailability": "MultiAz" }""",
        "infra:postgres.flexibleServer.highAvailability is \"MultiAz\"; it takes one of ZoneRedundant, SameZone, Disabled. "
            + "Use one of these, or remove the line.")]
    [InlineData(
        """{ "maintenanceWindow": "sun:03:10" }""",
        "infra:postgres.flexibleServer.maintenanceWindow is \"sun:03:10\"; it takes the begin of an hour of the week in quarters of an "
            + "hour, in UTC. Use a value such as sun:03:00, or remove the line.")]
    public void A_server_that_Azure_would_not_make_is_refused(string server, string fault)
        => Assert.Equal(
            $"Pulumi.prod.yaml: {fault}",
            RefusalOf(("postgres", $$"""{ "provider": "flexible-server", "flexibleServer": {{server}} }""")));

    [Theory]
    [InlineData(
        "\"storage\": \"50Gi\"",
        "infra:postgres.storage is \"50Gi\"; Azure has volumes of 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32767 GiB. "
            + "Use 64Gi.")]
    [InlineData(
        "\"recover\": { \"targetTime\": \"2026-11-30T14:05:00Z\" }",
        "infra:postgres.recover is set; a recovery makes another server from the one before it, which stays. "
            + "Set infra:postgres.incarnation to 2, or remove it.")]
    [InlineData("\"instances\": 3", "infra:postgres.instances is set; there is no such setting. Remove it, or use one of " + Known + ".")]
    [InlineData(
        "\"maxConnections\": 300",
        "infra:postgres.maxConnections is set; there is no such setting. Remove it, or use one of " + Known + ".")]
    public void What_it_does_not_take_is_refused(string setting, string fault)
        => Assert.Equal(
            $"Pulumi.prod.yaml: {fault}",
            RefusalOf(("postgres", $$"""{ "provider": "flexible-server", {{setting}} }""")));

    [Fact]
    public void Its_section_with_another_provider_is_refused()
        => Assert.Equal(
            "Pulumi.prod.yaml: infra:postgres.flexibleServer is set; infra:postgres.provider is cluster, "
                + "and it is about a flexible server "
                + "of Azure. Remove it, or set infra:postgres.provider to flexible-server.",
            RefusalOf(("postgres", """{ "flexibleServer": { "retentionDays": 30 } }""")));

    [Fact]
    public void Without_a_subscription_it_is_refused()
        => Assert.Equal(
            "Pulumi.prod.yaml: infra:azure is missing; infra:postgres.provider is flexible-server, "
                + "which is made in the subscription and the "
                + "network that it names. Set it, for instance: pulumi config set --path 'infra:azure.location' westeurope --stack prod.",
            RefusalOf(("azure", "")));

    [Fact]
    public void A_namespace_that_makes_no_name_of_a_server_is_refused()
        => Assert.Equal(
            "Pulumi.prod.yaml: infra:namespace is \"a-name-of-a-namespace-that-is-longer-than-what-azure-takes\"; "
                + "its server would be called "
                + "a-name-of-a-namespace-that-is-longer-than-what-azure-takes-postgres-a1b2, and Azure takes 3 to 63 lower-case letters, "
                + "digits and '-'. Use a name of at most 49 characters.",
            RefusalOf(("namespace", "a-name-of-a-namespace-that-is-longer-than-what-azure-takes")));

    [Theory]
    [InlineData("azure_pg_admin")]
    [InlineData("azure_shop")]
    [InlineData("root")]
    [InlineData("platform")]
    public void A_user_of_Azure_is_not_the_application_s(string database)
    {
        var application = new ApplicationDefinition { Name = "shop", Needs = [new PostgresNeed(database)], Services = [] };
        var refusal = Assert.Throws<InputException>(() => CustomStack.SettingsOf(
            application,
            "dev",
            ("azure", AzureStack.Azure),
            ("edge", """{ "domain": "example.com" }"""),
            ("postgres", AzureStack.Postgres)));
        Assert.Contains(
            $"Pulumi.dev.yaml: infra:postgres.provider is \"flexible-server\"; the application's user is called {database}, which is a "
                + "name of Azure's own or of its administrator's. Use cluster, or rename the database in the application's definition.",
            refusal.Messages);
    }

    [Theory]
    [InlineData(
        "\"westeurope\"",
        "\"middleearth\"",
        "infra:azure.location is \"middleearth\"; it takes the name of a location that the program knows. "
            + "Use a value such as westeurope.")]
    [InlineData(
        "\"westeurope\"",
        "\"ukwest\"",
        "infra:postgres.flexibleServer.highAvailability is \"ZoneRedundant\"; ukwest has no availability zones. "
            + "Use SameZone, or another infra:azure.location.")]
    [InlineData(
        "\"westeurope\"",
        "\"polandcentral\"",
        "infra:postgres.flexibleServer.geoRedundantBackup is true; polandcentral has no paired location that backups could be copied to. "
            + "Use false, or another infra:azure.location.")]
    [InlineData(
        "\"subscriptionId\": \"01234567-89ab-cdef-0123-456789abcdef\"",
        "\"subscriptionId\": \"shop\"",
        "infra:azure.subscriptionId is \"shop\"; it takes an identifier of the form 01234567-89ab-cdef-0123-456789abcdef. "
            + "Use a value such as 00000000-0000-0000-0000-000000000000.")]
    [InlineData(
        "\"nameSuffix\": \"a1b2\"",
        "\"nameSuffix\": \"A_1\"",
        "infra:azure.nameSuffix is \"A_1\"; it takes 1 to 12 lower-case letters and digits. Use a value such as a1b2, "
            + "or remove the line.")]
    [InlineData(
        "[\"10.1.0.0/24\", \"10.1.1.0/24\"]",
        "[]",
        "infra:azure.subnetRanges is missing; pods connect to no address that no rule names. "
            + "Set it to the address ranges of the subnets, for instance: [10.0.128.0/24].")]
    [InlineData(
        "[\"team@example.com\"]",
        "[]",
        "infra:azure.alertEmails is missing; an action group without receivers tells nobody of an alert. "
            + "Name somebody, for instance: [team@example.com], or set infra:azure.actionGroup to one that there is.")]
    [InlineData(
        "\"cost-center\"",
        "\"Environment\"",
        "infra:azure.tags.Environment is \"web\"; the program gives whatever it makes a tag of this key itself. "
            + "Use another key, or remove the line.")]
    [InlineData(
        "shop.postgres.database.azure.com",
        "shop.example.com",
        "infra:azure.privateDnsZones.postgres is \"" + AzureStack.Network + "/privateDnsZones/shop.example.com\"; the zone of a server in "
            + "a delegated subnet ends in .postgres.database.azure.com. Use a zone such as shop.postgres.database.azure.com.")]
    [InlineData(
        "\"postgres\": \"" + AzureStack.Network + "/virtualNetworks",
        "\"redis\": \"" + AzureStack.Network + "/virtualNetworks",
        "infra:azure.subnets.postgres is missing; a flexible server is put in a subnet that is delegated to it, and its host in a private "
            + "DNS zone. Set it and infra:azure.privateDnsZones.postgres, "
                + "or infra:azure.networkStack to the stack whose outputs they are.")]
    public void A_subscription_that_is_not_one_is_refused(string right, string wrong, string fault)
        => Assert.Equal(
            $"Pulumi.prod.yaml: {fault}",
            RefusalOf(("azure", AzureStack.Azure.Replace(right, wrong, StringComparison.Ordinal))));

    [Fact]
    public void A_newer_location_passes_where_it_is_allowed()
    {
        var azure = AzureStack.Azure.Replace(
            "\"westeurope\"",
            "\"middleearth\", \"allowsOtherLocations\": true",
            StringComparison.Ordinal);
        Assert.Equal("middleearth", AzureStack.SettingsOf("prod", null, ("azure", azure)).Azure!.Location);
    }

    [Fact]
    public void No_standby_where_the_environment_survives_a_loss_is_told_as_a_broken_promise()
    {
        var settings = AzureStack.SettingsOf(
            "prod",
            null,
            ("postgres", """{ "provider": "flexible-server", "flexibleServer": { "highAvailability": "Disabled" } }"""));
        var (key, what) = Assert.Single(settings.OwnData.Postgres!.Contradictions(settings.Environment));
        Assert.Equal("flexibleServer.highAvailability", key);
        Assert.EndsWith("prod promises to survive the loss of a node. Use ZoneRedundant", what, StringComparison.Ordinal);
    }

    private static string RefusalOf(params (string, string)[] changed)
        => Assert.Single(Assert.Throws<InputException>(() => AzureStack.SettingsOf("prod", null, changed)).Messages);
}
