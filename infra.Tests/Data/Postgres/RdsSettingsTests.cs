using Infra.Applications.Model;
using Infra.Aws;
using Infra.Data.Postgres;
using Infra.Faults;
using Infra.Tests.Support;

namespace Infra.Tests.Data.Postgres;

/// <summary>What a stack file cannot say of Postgres on RDS, and of the account.</summary>
public sealed class RdsSettingsTests
{
    [Theory]
    [InlineData(
        """{ "instanceClass": "m7g.large" }""",
        "infra:postgres.rds.instanceClass is \"m7g.large\"; it takes the class of an instance: db, its family and its size, "
            + "with '.' between them. Use a value such as db.m7g.large, or remove the line.")]
    [InlineData(
        """{ "instanceClass": "db.t4g.medium" }""",
        "infra:postgres.rds.instanceClass is \"db.t4g.medium\"; it is burstable: without CPU credits it is too slow for what must survive "
            + "the loss of a zone. Use one that is not, such as db.m7g.large, or set infra:postgres.rds.multiAz to false.")]
    [InlineData(
        """{ "retentionDays": 36 }""",
        "infra:postgres.rds.retentionDays is 36; it takes a whole number from 0 to 35. Use 35 or less, or remove the line.")]
    [InlineData(
        """{ "retentionDays": -1 }""",
        "infra:postgres.rds.retentionDays is -1; it takes a whole number from 0 to 35. Use 30 or more, or remove the line.")]
    [InlineData(
        """{ "maxStorage": "50Gi" }""",
        "infra:postgres.rds.maxStorage is \"50Gi\"; a volume grows by a tenth or more, and infra:postgres.storage is 50Gi. "
            + "Use 55Gi or more.")]
    [InlineData(
        """{ "maxStorage": "65Ti" }""",
        "infra:postgres.rds.maxStorage is \"65Ti\"; it takes a quantity from 20Gi to 64Ti. "
            + "Use 64Ti or less, or remove the line.")]
    [InlineData(
        """{ "backupWindow": "03:15-03:45" }""",
        "infra:postgres.rds.backupWindow is \"03:15-03:45\"; it overlaps the maintenance window, sun:03:30-sun:04:30, which RDS refuses. "
            + "Move one of them, infra:postgres.rds.maintenanceWindow or this.")]
    [InlineData(
        """{ "backupWindow": "03:00-03:15" }""",
        "infra:postgres.rds.backupWindow is \"03:00-03:15\"; it takes a window of 30 minutes to a day, in UTC, such as 02:00-02:30. "
            + "Use a value such as 02:00-02:30, or remove the line.")]
    [InlineData(
        """{ "maintenanceWindow": "sunday" }""",
        "infra:postgres.rds.maintenanceWindow is \"sunday\"; it takes a window of 30 minutes to a day, in UTC, such as "
            + "sun:03:30-sun:04:30. Use a value such as sun:03:30-sun:04:30, or remove the line.")]
    [InlineData(
        """{ "engineVersion": "17.6" }""",
        "infra:postgres.rds.engineVersion is \"17.6\"; infra:postgres.version is 18. Use one that begins with 18, or remove the line.")]
    [InlineData(
        """{ "engineVersion": "newest" }""",
        "infra:postgres.rds.engineVersion is \"newest\"; it takes a version as RDS names it. "
            + "Use a value such as 18.1, or remove the line.")]
    public void An_instance_that_RDS_would_not_make_is_refused(string rds, string fault)
        => Assert.Equal($"Pulumi.prod.yaml: {fault}", RefusalOf(("postgres", $$"""{ "provider": "rds", "rds": {{rds}} }""")));

    [Theory]
    [InlineData("storage", "\"10Gi\"", "it takes a quantity from 20Gi to 64Ti")]
    [InlineData("instances", "3", "there is no such setting. Remove it")]
    [InlineData("walStorage", "\"10Gi\"", "there is no such setting. Use infra:postgres.storage, or remove it")]
    [InlineData("pooler", """{ "enabled": true }""", "there is no such setting. Remove it")]
    [InlineData("backup", """{ "retentionDays": 30 }""", "there is no such setting. Remove it")]
    public void What_is_about_a_cluster_is_unknown(string key, string value, string rule)
        => Assert.Contains(
            $"infra:postgres.{key} is ",
            RefusalOf(("postgres", $$"""{ "provider": "rds", "{{key}}": {{value}} }"""), rule),
            StringComparison.Ordinal);

    [Fact]
    public void A_recovery_is_from_the_instance_before_and_from_no_archive()
        => Assert.StartsWith(
            "Pulumi.prod.yaml: infra:postgres.recover.from is set; there is no such setting.",
            RefusalOf(("postgres", """{ "provider": "rds", "recover": { "from": "postgres-abc" } }""")),
            StringComparison.Ordinal);

    [Fact]
    public void Its_section_with_another_provider_is_refused()
        => Assert.Equal(
            "Pulumi.prod.yaml: infra:postgres.rds is set; infra:postgres.provider is cluster, and it is about an instance of RDS. "
                + "Remove it, or set infra:postgres.provider to rds.",
            RefusalOf(("postgres", """{ "rds": { "multiAz": true } }""")));

    [Fact]
    public void Without_an_account_it_is_refused()
        => Assert.Equal(
            "Pulumi.prod.yaml: infra:aws is missing; infra:postgres.provider is rds, which is made in the account and the network that it "
                + "names. Set it, for instance: pulumi config set --path 'infra:aws.region' eu-central-1 --stack prod.",
            RefusalOf(("aws", "")));

    [Theory]
    [InlineData("3shop", "3shop-postgres")]
    [InlineData("shop--prod", "shop--prod-postgres")]
    [InlineData(
        "a-name-of-a-namespace-that-is-longer-than-what-rds-takes",
        "a-name-of-a-namespace-that-is-longer-than-what-rds-takes-postgres")]
    public void A_namespace_that_makes_no_name_of_an_instance_is_refused(string ns, string identifier)
        => Assert.Equal(
            $"Pulumi.prod.yaml: infra:namespace is \"{ns}\"; its instance would be called {identifier}, and RDS takes at most 63 "
                + "letters, digits and single '-', a letter first. Use a name of at most 54 characters that begins with "
                + "a letter and has no two '-' side by side.",
            RefusalOf(("namespace", ns)));

    [Theory]
    [InlineData("rdsadmin")]
    [InlineData("admin")]
    [InlineData("rds_superuser")]
    [InlineData("platform")]
    public void A_role_of_RDS_is_not_the_application_s(string database)
    {
        var application = new ApplicationDefinition { Name = "shop", Needs = [new PostgresNeed(database)], Services = [] };
        var refusal = Assert.Throws<InputException>(() => CustomStack.SettingsOf(
            application,
            "dev",
            ("aws", RdsStack.Aws),
            ("edge", """{ "domain": "example.com" }"""),
            ("postgres", RdsStack.Postgres)));
        Assert.Contains(
            $"Pulumi.dev.yaml: infra:postgres.provider is \"rds\"; the application's role is called {database}, which is a name of RDS's "
                + "own or of its administrator's. Use cluster, or rename the database in the application's definition.",
            refusal.Messages);
    }

    [Theory]
    [InlineData(
        "\"region\": \"eu-central-1\"",
        "\"region\": \"eu-central-9\"",
        "infra:aws.region is \"eu-central-9\"; it takes the code of a region that the program knows. Use a value such as eu-central-1.")]
    [InlineData(
        "\"123456789012\"",
        "\"12345\"",
        "infra:aws.accountId is \"12345\"; it takes the 12 digits of an account. Use a value such as 123456789012.")]
    [InlineData(
        "\"vpcId\": \"vpc-0a1b2c3d4e5f60718\",",
        "",
        "infra:aws.vpcId is missing; it takes an identifier of the form vpc-0a1b2c3d4e5f60718. "
            + "Set it, for instance: pulumi config set --path 'infra:aws.vpcId' vpc-0a1b2c3d4e5f60718 --stack prod.")]
    [InlineData(
        "eu-central-1b",
        "eu-central-1a",
        "infra:aws.subnets is in eu-central-1a alone; a managed database is put in private subnets of at least two zones. Set a second "
            + "one, for instance: pulumi config set --path 'infra:aws.subnets.subnet-0a1b2c3d4e5f60718' eu-central-1b --stack prod.")]
    [InlineData(
        "eu-central-1b",
        "eu-west-1b",
        "infra:aws.subnets.subnet-0b1b2c3d4e5f60718 is \"eu-west-1b\"; it takes a zone of eu-central-1, which infra:aws.region names. "
            + "Use eu-central-1a, or the letter that it has.")]
    [InlineData(
        "[\"10.0.128.0/20\", \"10.0.144.0/20\"]",
        "[]",
        "infra:aws.subnetRanges is missing; pods connect to no address that no rule names. "
            + "Set it to the address ranges of the subnets, for instance: [10.0.128.0/20, 10.0.144.0/20].")]
    [InlineData(
        "\"sg-0a1b2c3d4e5f60718\"",
        "\"default\"",
        "infra:aws.clientSecurityGroup is \"default\"; it takes an identifier of the form sg-0a1b2c3d4e5f60718. "
            + "Use a value such as sg-0a1b2c3d4e5f60718.")]
    [InlineData(
        "\"cost-center\"",
        "\"environment\"",
        "infra:aws.tags.environment is \"web\"; the program gives whatever it makes a tag of this key itself. "
            + "Use another key, or remove the line.")]
    [InlineData(
        "\"cost-center\"",
        "\"aws:cost\"",
        "infra:aws.tags.aws:cost is no key; it takes a tag's key: at most 128 letters, digits and ._:/=+@-, which does not begin with "
            + "aws:. Use a key such as cost-center, or remove the line.")]
    public void An_account_that_is_not_one_is_refused(string right, string wrong, string fault)
        => Assert.Equal(
            $"Pulumi.prod.yaml: {fault}",
            RefusalOf(("aws", RdsStack.Aws.Replace(right, wrong, StringComparison.Ordinal))));

    [Fact]
    public void A_newer_region_passes_where_it_is_allowed()
    {
        var aws = RdsStack.Aws
            .Replace("eu-central-1", "eu-central-9", StringComparison.Ordinal)
            .Replace("\"accountId\"", "\"allowsOtherRegions\": true, \"accountId\"", StringComparison.Ordinal);
        Assert.Equal("eu-central-9", RdsStack.SettingsOf("prod", null, ("aws", aws)).Aws!.Region);
    }

    [Fact]
    public void A_companion_s_database_is_not_put_on_it()
    {
        var refusal = Assert.Throws<InputException>(() => SharingStack.SettingsOf(
            "prod",
            SharingStack.Companions,
            SharingStack.Host,
            SharingStack.Guest,
            ("aws", RdsStack.Aws),
            ("postgres", RdsStack.Postgres)));
        Assert.Contains("the application's Postgres is an instance of RDS", Assert.Single(refusal.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void One_zone_where_the_environment_survives_its_loss_is_told_as_a_broken_promise()
    {
        var settings = RdsStack.SettingsOf("prod", null, ("postgres", """{ "provider": "rds", "rds": { "multiAz": false } }"""));
        var contradiction = Assert.Single(settings.OwnData.Find<PostgresSettings>()!.Contradictions(settings.Environment));
        Assert.Equal("rds.multiAz", contradiction.Key);
    }

    [Theory]
    [InlineData("02:00-02:30", "sun:02:30-sun:03:30", false)]
    [InlineData("02:00-02:31", "sun:02:30-sun:03:30", true)]
    [InlineData("23:45-00:15", "mon:00:00-mon:01:00", true)]
    [InlineData("23:45-00:15", "sun:23:50-mon:00:50", true)]
    [InlineData("00:50-01:20", "sun:23:50-mon:00:50", false)]
    public void Windows_overlap_across_midnight_and_the_end_of_the_week(string daily, string weekly, bool overlap)
        => Assert.Equal(overlap, AwsWindow.Overlap(daily, weekly));

    private static string RefusalOf((string Key, string Value) changed, string? within = null)
    {
        var refusal = Assert.Throws<InputException>(() => RdsStack.SettingsOf("prod", null, changed));
        var message = Assert.Single(refusal.Messages);
        if (within is not null)
            Assert.Contains(within, message, StringComparison.Ordinal);
        return message;
    }
}
