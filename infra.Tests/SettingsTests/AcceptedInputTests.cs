using Infra.Tests.Support;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Tests.SettingsTests;

/// <summary>Ways of writing the same settings, and what stack files hold besides.</summary>
public sealed class AcceptedInputTests
{
    [Theory]
    [InlineData("5")]
    [InlineData("'5'")]
    [InlineData("\"5\"")]
    [InlineData("5.0")]
    public void A_number_may_be_written_as_text(string instances)
        => Assert.Equal(5, Load($"infra:postgres: {{instances: {instances}}}").OwnData.Postgres!.Instances);

    [Theory]
    [InlineData("false")]
    [InlineData("False")]
    [InlineData("'false'")]
    [InlineData("\"FALSE\"")]
    public void A_truth_value_may_be_written_as_text(string migrate)
        => Assert.False(Load($"infra:release: {{migrate: {migrate}}}").Release.Migrate);

    [Theory]
    [InlineData("true", true)]
    [InlineData("'true'", true)]
    [InlineData("False", false)]
    public void A_truth_value_on_its_own_may_be_written_as_text(string value, bool expected)
        => Assert.Equal(expected, Load($"infra:allowSourceSdk: {value}").AllowSourceSdk);

    [Theory]
    [InlineData("2", "2", 2)]
    [InlineData("'2'", "2", 2)]
    [InlineData("0.5", "0.5", 0.5)]
    [InlineData("500m", "500m", 0.5)]
    public void An_amount_may_be_a_number(string cpu, string text, double amount)
    {
        var setting = Load($"infra:redis: {{cpu: {cpu}}}").OwnData.Redis!.Cpu;
        Assert.Equal((text, (decimal)amount), (setting.Text, setting.Amount));
    }

    [Fact]
    public void The_least_amounts_are_enough()
    {
        var settings = Load(
            "infra:postgres: {storage: 1Gi, walStorage: 1024Mi, memory: 256Mi}",
            "infra:redis: {memory: 64Mi}",
            "infra:qdrant: {memory: 134217728}");
        Assert.Equal(
            "1Gi 1024Mi 256Mi",
            $"{settings.OwnData.Postgres!.Storage} {settings.OwnData.Postgres!.WalStorage} {settings.OwnData.Postgres!.Memory}");
        Assert.Equal("64Mi 134217728", $"{settings.OwnData.Redis!.Memory} {settings.OwnData.Qdrant!.Memory}");
    }

    [Theory]
    [InlineData("2024", "2024")]
    [InlineData("true", "true")]
    [InlineData("'yes'", "yes")]
    [InlineData("'010'", "010")]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("'null'", "null")]
    public void Text_may_look_like_something_else(string context, string expected)
        => Assert.Equal(expected, Load($"infra:cluster: {{context: {context}}}").Cluster.Context);

    [Fact]
    public void Names_of_storage_classes_and_issuers_may_have_dots()
    {
        var cluster = Load("infra:cluster: {storageClass: gp3.encrypted, issuer: corp.letsencrypt}").Cluster;
        Assert.Equal(("gp3.encrypted", "corp.letsencrypt"), (cluster.StorageClass, cluster.Issuer));
    }

    [Fact]
    public void Maps_and_lists_may_be_empty()
    {
        var cluster = Load("infra:cluster: {monitoringLabels: {}, apiServerRanges: []}").Cluster;
        Assert.Empty(cluster.MonitoringLabels);
        Assert.Empty(cluster.ApiServerRanges);
    }

    [Fact]
    public void What_belongs_to_others_is_left_alone()
    {
        var config = StackText.Of(
            "aws:region: eu-central-1",
            "kubernetes:namespace: {a: [b]}",
            "other:infra:postgres: 5",
            "infrastructure:x: {secure: v1:abc}");
        using var project = new Project().With("dev", $"""
            environment:
              - shared
            secretsprovider: awskms://alias/pulumi
            encryptionsalt: v1:abc=:v1:def
            {config}
            """);
        Assert.Equal("dev", project.Load("dev").Environment.Name);
    }

    [Fact]
    public void The_environment_and_the_application_may_be_named()
    {
        using var project = new Project().With("reference-eu", StackText.Of("infra:environment: prod", "infra:application: reference"));
        Assert.Equal("reference-prod", project.Load("reference-eu").Namespace);
    }

    [Fact]
    public void The_environment_need_not_be_the_one_of_the_stacks_name()
    {
        using var project = new Project().With("dev", StackText.Of("infra:environment: stage"));
        Assert.Equal("stage", project.Load("dev").Environment.Name);
    }

    [Fact]
    public void Anchors_and_aliases_stand_for_what_they_name()
    {
        var settings = Load(
            "infra:redis: &small {memory: 300Mi, cpu: 150m}",
            "infra:qdrant: *small",
            "infra:alerts:\n  criticalChannel: &channel '#shop'\n  warningChannel: *channel");
        Assert.Equal("300Mi 150m", $"{settings.OwnData.Qdrant!.Memory} {settings.OwnData.Qdrant!.Cpu}");
        Assert.Equal("#shop", settings.Alerts.WarningChannel);
    }

    [Fact]
    public void Block_style_is_read_like_flow_style()
    {
        var settings = Load(
            """
            infra:postgres:
              # as large as prod's
              storage: 50Gi
              backup:
                schedule: "*/30 * * * *"
            """);
        Assert.Equal("50Gi", settings.OwnData.Postgres!.Storage.Text);
        Assert.Equal("*/30 * * * *", settings.OwnData.Postgres!.Backup.Schedule.Text);
    }

    // What the Pulumi CLI hands on: text for scalars, JSON for the rest, plain scalars read by the core schema of YAML 1.2.
    [Theory]
    [InlineData("text", "text")]
    [InlineData("'30'", "30")]
    [InlineData("30", "30")]
    [InlineData("5.0", "5")]
    [InlineData("0.50", "0.5")]
    [InlineData("True", "true")]
    [InlineData("~", "")]
    [InlineData("null", "")]
    [InlineData("", "")]
    [InlineData("'~'", "~")]
    [InlineData("[]", "[]")]
    [InlineData("[true, True, TRUE, false, tRUE]", """[true,true,true,false,"tRUE"]""")]
    [InlineData("[~, null, Null, NULL, nUll, ]", """[null,null,null,null,"nUll"]""")]
    [InlineData("[1, -2, 0, 1.50, 0.000001, 9007199254740992]", "[1,-2,0,1.5,0.000001,9007199254740992]")]
    [InlineData("[1.2.3, e3, 1-2, _1, 0xG, 12a]", """["1.2.3","e3","1-2","_1","0xG","12a"]""")]
    [InlineData("[yesterday, 10.0.0.0/8, 8Gi]", """["yesterday","10.0.0.0/8","8Gi"]""")]
    [InlineData("['1', \"true\", '']", """["1","true",""]""")]
    [InlineData("{a: {b: [1, {c: ~}]}}", """{"a":{"b":[1,{"c":null}]}}""")]
    [InlineData("{'1': a, 'true': b, '<<': c}", """{"1":"a","true":"b","\u003C\u003C":"c"}""")]
    [InlineData("&a [1, &b x, *b]", """[1,"x","x"]""")]
    [InlineData("!!str 30", "30")]
    [InlineData("['2026-11-22', '10:00', 2026-11-22.log, 10:00h]", """["2026-11-22","10:00","2026-11-22.log","10:00h"]""")]
    public void YAML_is_read_as_the_command_line_of_Pulumi_reads_it(string yaml, string text)
    {
        using var project = new Project().With("dev", $"config:\n  other:key: {yaml}\n");
        Assert.Equal(text, project.Read("dev").Values["other:key"].Text);
    }

    [Fact]
    public void A_block_of_text_keeps_its_lines()
    {
        using var project = new Project().With("dev", "config:\n  other:key: |\n    one\n    two\n");
        Assert.Equal("one\ntwo\n", project.Read("dev").Values["other:key"].Text);
    }

    [Fact]
    public void Encrypted_values_are_known_to_be_there_and_not_read()
    {
        using var project = new Project().With(
            "dev",
            "config:\n  other:flat: {secure: v1:abc}\n  other:map: {a: {secure: v1:abc}, b: [1, {secure: v1:def}], c: 2}\n");
        var values = project.Read("dev").Values;

        Assert.True(values["other:flat"].IsSecret);
        Assert.Equal("", values["other:flat"].Text);
        Assert.False(values["other:map"].IsSecret);
        Assert.Equal("""{"b":[1],"c":2}""", values["other:map"].Text);
        Assert.Equal<IEnumerable<string>>(["other:map.a", "other:map.b[1]"], values["other:map"].NestedSecrets);
    }

    [Fact]
    public void The_stacks_of_a_folder_are_those_with_a_file()
    {
        using var project = new Project().With("prod", "").With("julia-prod", "").With("dev", "");
        Assert.Equal(["dev", "julia-prod", "prod"], StackFile.StacksIn(project.Folder));
    }

    private static StackSettings Load(params IEnumerable<string> entries)
    {
        using var project = new Project().With("dev", StackText.Of(entries));
        return project.Load("dev");
    }
}
