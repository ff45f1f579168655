using Infra.Applications.Model;
using Infra.Backups;
using Infra.Data.MySql;
using Infra.Settings;
using Infra.Tests.Support;
using Infra.Values;

namespace Infra.Tests.SettingsTests;

/// <summary>What a stack file says of MySQL, and what the environment brings where it says nothing.</summary>
public sealed class MySqlSettingsTests
{
    [Theory]
    [InlineData("dev", "statefulset", 1, 7)]
    [InlineData("stage", "percona", 3, 7)]
    [InlineData("prod", "percona", 3, 30)]
    public void Environments_bring_a_provider_and_a_retention(string environment, string provider, int instances, int days)
    {
        var settings = MySqlStack.SettingsOf(environment).OwnData.MySql!;
        Assert.Equal((provider, instances, days), (settings.Provider, settings.Instances, settings.Backup.RetentionDays));
        Assert.InRange(settings.Backup.Schedule.LongestInterval!.Value, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
    }

    [Theory]
    [InlineData("dev", """{ "provider": "percona" }""", 3)]
    [InlineData("dev", """{ "provider": "percona", "instances": 5 }""", 5)]
    [InlineData("prod", """{ "provider": "statefulset" }""", 1)]
    [InlineData("dev", """{ "provider": "cluster" }""", 1)]
    [InlineData("prod", """{ "provider": "cluster" }""", 3)]
    [InlineData("prod", """{ "instances": 7 }""", 7)]
    public void The_number_of_instances_goes_with_the_provider(string environment, string settings, int instances)
        => Assert.Equal(instances, MySqlStack.SettingsOf(environment, ("mysql", settings)).OwnData.MySql!.Instances);

    [Fact]
    public void Each_setting_can_be_overridden()
        => Assert.Equal(
            new MySqlSettings
            {
                Provider = "percona",
                Instances = 5,
                Storage = "75Gi",
                Cpu = "3",
                Memory = "6Gi",
                MaxConnections = 300,
                Backup = new MySqlBackupSettings { Schedule = "30 */8 * * *", RetentionDays = 90 },
                Drill = new MySqlDrillSettings { IsEnabled = false, Schedule = "0 7 2 * *", RecoveryTime = TimeSpan.FromHours(1) },
                Origin = new MySqlOrigin { Backup = "mysql-backup-1" },
                Dump = new DumpSettings { IsEnabled = false, Schedule = "15 5 * * *", RetentionDays = 3 },
            },
            Load(
                "infra:mysql: {provider: percona, instances: 5, storage: 75Gi, cpu: 3, memory: 6Gi, maxConnections: 300, backup: "
                    + "{schedule: 30 */8 * * *, retentionDays: 90}, dump: {enabled: false, schedule: 15 5 * * *, retentionDays: 3}, "
                    + "drill: {enabled: false, schedule: 0 7 2 * *}, recover: {backup: mysql-backup-1}}")
                .OwnData.MySql);

    [Fact]
    public void One_setting_leaves_the_others_as_they_are()
    {
        var settings = Load("infra:mysql: {backup: {retentionDays: 31}}").OwnData.MySql!;
        Assert.Equal(
            (31, "0 2 * * *", "percona", 3),
            (settings.Backup.RetentionDays, settings.Backup.Schedule.Text, settings.Provider, settings.Instances));
    }

    [Fact]
    public void The_namespace_of_the_operator_can_be_named()
    {
        Assert.Equal("mysql-operator", Load().Cluster.Namespaces["mysqlOperator"]);
        Assert.Equal("percona", Load("infra:cluster: {namespaces: {mysqlOperator: percona}}").Cluster.Namespaces["mysqlOperator"]);
    }

    [Theory]
    [InlineData("dev", "{instances: 3}", "3")]
    [InlineData("prod", "{provider: statefulset, instances: 2}", "2")]
    public void One_server_is_one(string stack, string settings, string value)
        => Assert.Equal(
            $"Pulumi.{stack}.yaml: infra:mysql.instances is {value}; "
                + "the provider statefulset is one server, which nobody replicates. Use 1, or set infra:mysql.provider to percona.",
            FaultsOf(stack, settings));

    [Theory]
    [InlineData("dev", "{provider: percona, instances: 1}", "1", 3)]
    [InlineData("stage", "{instances: 2}", "2", 3)]
    [InlineData("prod", "{instances: 4}", "4", 5)]
    [InlineData("prod", "{instances: 6}", "6", 7)]
    public void A_group_has_a_majority(string stack, string settings, string value, int nearest)
        => Assert.Equal(
            $"Pulumi.{stack}.yaml: infra:mysql.instances is {value}; group replication needs 3, 5 or 7 instances. "
                + $"Use {nearest}, or set infra:mysql.provider to statefulset for one server.",
            FaultsOf(stack, settings));

    [Theory]
    [InlineData("dev", "{instances: 0}", "0", "Use 1")]
    [InlineData("dev", "{instances: 8}", "8", "Use 1")]
    [InlineData("dev", "{provider: percona, instances: 0}", "0", "Use 3, 5 or 7")]
    [InlineData("prod", "{instances: 8}", "8", "Use 3, 5 or 7")]
    [InlineData("prod", "{provider: statefulset, instances: 8}", "8", "Use 1")]
    public void Of_other_numbers_those_that_the_provider_takes_are_suggested(string stack, string settings, string value, string fix)
        => Assert.Equal(
            $"Pulumi.{stack}.yaml: infra:mysql.instances is {value}; it takes a whole number from 1 to 7. {fix}, or remove the line.",
            FaultsOf(stack, settings));

    [Fact]
    public void Data_is_recovered_or_imported_and_not_both()
        => Assert.Equal(
            "Pulumi.prod.yaml: infra:mysql.import.path is \"dumps/shop.sql.gz\"; data is recovered or imported, and not both at once. "
                + "Remove it, or infra:mysql.recover.backup.",
            FaultsOf("prod", "{recover: {backup: mysql-backup-1}, import: {path: dumps/shop.sql.gz}}"));

    [Theory]
    [InlineData("dev", "{recover: {backup: mysql-backup-1}}", "it takes the name of a backup: the time at which it was taken")]
    [InlineData("dev", "{import: {path: s3://dumps/shop.sql.gz}}", "it takes a path in a bucket whose name ends in .sql or .sql.gz")]
    [InlineData("prod", "{import: {path: dumps/shop.rdb}}", "it takes a path in a bucket whose name ends in .sql or .sql.gz")]
    public void A_backup_and_a_dump_are_named_as_they_are(string stack, string settings, string rule)
        => Assert.Contains(rule, FaultsOf(stack, settings), StringComparison.Ordinal);

    [Fact]
    public void The_backups_of_one_server_are_its_dumps()
        => Assert.Equal(
            "Pulumi.dev.yaml: infra:mysql.dump is set; the backups of one server are dumps, and there are no others. "
                + "Remove it; infra:mysql.backup says when they are taken.",
            FaultsOf("dev", "{dump: {retentionDays: 3}}"));

    [Theory]
    [InlineData("dev", false)]
    [InlineData("stage", true)]
    [InlineData("prod", true)]
    public void Dumps_are_taken_by_themselves_where_data_is_to_last(string environment, bool isEnabled)
    {
        var dump = MySqlStack.SettingsOf(environment, ("mysql", """{ "provider": "percona" }""")).OwnData.MySql!.Dump;
        Assert.Equal((isEnabled, "0 4 * * *", 7), (dump.IsEnabled, dump.Schedule.Text, dump.RetentionDays));
    }

    [Fact]
    public void Other_providers_are_refused()
        => Assert.Equal(
            "Pulumi.dev.yaml: infra:mysql.provider is \"aurora\"; "
                + "it takes one of cluster, statefulset, percona, existing, rds, flexible-server. Use one of these, or remove the line.",
            FaultsOf("dev", "{provider: aurora}"));

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void Where_backups_go_must_be_said(string stack)
    {
        using var project = new Project().With(stack, "");
        Assert.StartsWith(
            $"Pulumi.{stack}.yaml: infra:objectStorage.destination is missing; ",
            project.LoadingFaults(stack, Application),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_keys_of_the_bucket_are_asked_for()
    {
        using var project = new Project().With("dev", StackText.Only("infra:objectStorage: {destination: s3://backups/shop}"));
        Assert.Equal(
            ["infra:BACKUP_ACCESS_KEY_ID", "infra:BACKUP_SECRET_ACCESS_KEY", "infra:SLACK_WEBHOOK_URL"],
            project.Load("dev", requireAll: false, Application).Unset.Select(unset => unset.Key));
    }

    [Fact]
    public void What_an_application_needs_cannot_be_disabled()
        => Assert.Equal(
            "Pulumi.dev.yaml: infra:mysql.enabled is false; application shop needs MySQL. Remove the line, or deploy another application.",
            FaultsOf("dev", "{enabled: false}"));

    [Fact]
    public void An_application_that_does_not_need_it_has_none_unless_the_stack_file_says_so()
    {
        var application = new ApplicationDefinition { Name = "plain", Needs = []};
        using var project = new Project()
            .With("dev", "")
            .With("stage", StackText.Only("infra:objectStorage: {destination: s3://backups/plain}", "infra:mysql: {enabled: true}"));
        Assert.Null(project.Load("dev", requireAll: false, application).OwnData.MySql);
        Assert.NotNull(project.Load("stage", requireAll: false, application).OwnData.MySql);
    }

    [Theory]
    [InlineData("0 2 * * *", 1)]
    [InlineData("0 */6 * * *", 4)]
    [InlineData("0,30 8-9 * * 1-5", 4)]
    [InlineData("* * * * *", 1440)]
    public void Runs_of_a_day_are_counted(string schedule, int runs) => Assert.Equal(runs, ((CronSchedule)schedule).MostRunsADay);

    [Theory]
    [InlineData("0 2 * * 7", "0 2 * * 0")]
    [InlineData("0 2 * * 5-7", "0 2 * * 0,5,6")]
    [InlineData("0 2 * * *", "0 2 * * *")]
    public void Sunday_is_zero_where_it_is_never_seven(string schedule, string rendered)
        => Assert.Equal(rendered, ((CronSchedule)schedule).WithSundayAsZero);

    private static ApplicationDefinition Application { get; } = new()
    {
        Name = "shop",
        Needs = [new MySqlNeed("shop")],
    };

    private static StackSettings Load(params IEnumerable<string> entries)
    {
        using var project = new Project().With(
            "prod",
            StackText.Only(["infra:objectStorage: {destination: s3://backups/shop}", .. entries]));
        return project.Load("prod", requireAll: false, Application);
    }

    private static string FaultsOf(string stack, string settings)
    {
        using var project = new Project().With(
            stack,
            StackText.Only("infra:objectStorage: {destination: s3://backups/shop}", $"infra:mysql: {settings}"));
        return project.LoadingFaults(stack, Application);
    }
}
