using Infra.Tests.Support;
using Pulumi.Utilities;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Data.MySql;

/// <summary>Whole stacks of an application that needs MySQL.</summary>
public sealed class MySqlStackTests
{
    private const string PasswordWithSpecialCharacters = "p@ss:w/rd?#";

    public static TheoryData<string> Stacks => [.. Repository.Stacks];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_stack_passes_every_check(string stack) => AssertPasses(await MySqlStack.OfAsync(stack));

    [Theory]
    [InlineData("dev", """{ "provider": "percona" }""")]
    [InlineData("dev", """{ "provider": "percona", "instances": 5 }""")]
    [InlineData("dev", """{ "recover": { "backup": "20261130T020000Z" } }""")]
    [InlineData("dev", """{ "import": { "path": "dumps/shop.sql.gz" } }""")]
    [InlineData("prod", """{ "recover": { "backup": "mysql-backup-29384720-6f6f6f6f" } }""")]
    [InlineData("prod", """{ "import": { "path": "dumps/shop.sql.gz" } }""")]
    [InlineData("stage", """{ "provider": "statefulset" }""")]
    [InlineData("prod", """{ "provider": "statefulset" }""")]
    [InlineData(
        "prod",
        """{ "instances": 7, "cpu": "8", "storage": "1Ti", "backup": { "schedule": "*/30 * * * *", "retentionDays": 365 } }"""
    )]
    public async Task A_stack_with_other_settings_passes_every_check(string stack, string settings)
        => AssertPasses(await Preview.RunAsync(MySqlStack.SettingsOf(stack, ("mysql", settings)), stack, Catalog.Default));

    [Fact]
    public async Task Dev_has_one_server_and_nothing_of_Percona()
    {
        var plan = (await MySqlStack.OfAsync("dev")).Plan;
        Assert.Equal("StatefulSet mysql", Assert.Single(plan.OfKind("StatefulSet")).Title);
        Assert.DoesNotContain(plan.Resources, resource => resource.Kind.Contains("Percona", StringComparison.Ordinal));
        Assert.DoesNotContain(plan.Resources.SelectMany(resource => resource.Creates), created => created.Kind is "Service" or "Pod");
    }

    [Theory]
    [InlineData("stage")]
    [InlineData("prod")]
    public async Task Where_the_loss_of_a_node_is_survived_there_is_a_group_and_no_server_alone(string stack)
    {
        var plan = (await MySqlStack.OfAsync(stack)).Plan;
        Assert.Equal(3, Assert.Single(plan.OfKind("PerconaServerMySQL")).Inputs.Number("spec.mysql.size"));
        Assert.Empty(plan.OfKind("StatefulSet"));
    }

    [Theory]
    [InlineData("dev", "mysql.reference-dev.svc", "")]
    [InlineData("stage", "mysql-haproxy.reference-stage.svc", "?ssl=%7B%22rejectUnauthorized%22%3Atrue%2C%22verifyIdentity%22%3Atrue%7D")]
    [InlineData("prod", "mysql-haproxy.reference-prod.svc", "?ssl=%7B%22rejectUnauthorized%22%3Atrue%2C%22verifyIdentity%22%3Atrue%7D")]
    public async Task Workloads_and_outputs_have_the_connection(string stack, string host, string parameters)
    {
        var run = await RunAsync(stack);
        var url = $"mysql://graph_data:{Uri.EscapeDataString(PasswordWithSpecialCharacters)}@{host}:3306/graph_data{parameters}";
        var (plain, secret) = (run.Inputs("reference-api-config"), run.Inputs("reference-api-secrets"));

        Assert.Equal((url, PasswordWithSpecialCharacters), (secret["stringData.DATABASE_URL"], secret["stringData.DATABASE_PASSWORD"]));
        Assert.Equal(url, run.Inputs("reference-migrate-secrets")["stringData.DATABASE_URL"]);
        Assert.Equal(
            (host, "3306", "graph_data", "graph_data"),
            (plain["data.DATABASE_HOST"], plain["data.DATABASE_PORT"], plain["data.DATABASE_NAME"], plain["data.DATABASE_USER"]));
        Assert.Equal(
            (host, 3306, "graph_data", url),
            (
                await OutputUtilities.GetValueAsync(run.Stack.MySqlHost),
                await OutputUtilities.GetValueAsync(run.Stack.MySqlPort),
                await OutputUtilities.GetValueAsync(run.Stack.MySqlDatabase),
                await OutputUtilities.GetValueAsync(run.Stack.MySqlUrl)));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task The_password_is_in_the_URL_alone_and_that_is_secret(string stack)
    {
        var run = await RunAsync(stack);
        Assert.Equal(PlannedResource.Masked, run.Plan.Outputs["mysqlUrl"]!.ToString());
        foreach (var (name, output) in StackOutputs.Of(run.Stack).Where(output => output.Key != "mysqlUrl"))
        {
            Assert.DoesNotContain(
                PasswordWithSpecialCharacters,
                await OutputUtilities.GetValueAsync(output) ?? "",
                StringComparison.Ordinal);
        }

        Assert.All(run.Plan.OfKind("ConfigMap"), map =>
            Assert.DoesNotContain(PlannedResource.Masked, map.Inputs.ToJsonString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("stage")]
    [InlineData("prod")]
    public async Task Clients_find_the_certificate_where_their_variable_says_and_its_key_nowhere(string stack)
    {
        var preview = await MySqlStack.OfAsync(stack);
        Assert.Equal("/etc/mysql-ca/ca.crt", preview.Plan.Find("ConfigMap reference-api-config").Inputs.Text("data.NODE_EXTRA_CA_CERTS"));
        foreach (var template in PodTemplate.In(preview.Plan).Where(template => template.Labels.ContainsKey("mysql-client")))
        {
            var mounts = OwnContainers.OwnContainersOf(template).SelectMany(container => container.Items("volumeMounts"));
            Assert.Equal("/etc/mysql-ca", Assert.Single(mounts, mount => mount.Text("name") == "mysql-ca").Text("mountPath"));
            var volume = Assert.Single(template.Spec.Items("volumes"), volume => volume.Text("name") == "mysql-ca");
            Assert.Equal("mysql-ssl", volume.Text("secret.secretName"));
            Assert.Equal(["ca.crt"], volume.Items("secret.items").Select(item => item.Text("key")));
        }
    }

    [Fact]
    public async Task Without_a_certificate_authority_there_is_no_variable_for_it_and_no_volume()
    {
        var plan = (await MySqlStack.OfAsync("dev")).Plan;
        Assert.Null(plan.Find("ConfigMap reference-api-config").Inputs["data"]!["NODE_EXTRA_CA_CERTS"]);
        Assert.DoesNotContain(PodTemplate.In(plan).SelectMany(template => template.Spec.Items("volumes")), volume =>
            volume.Text("name") == "mysql-ca");
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Who_does_not_ask_for_the_connection_is_no_client(string stack)
    {
        var worker = PodTemplate.Of((await MySqlStack.OfAsync(stack)).Plan.Find("Deployment worker"))!;
        Assert.DoesNotContain("mysql-client", worker.Labels.Keys);
        Assert.DoesNotContain(worker.Spec.Items("volumes"), volume => volume.Text("name") == "mysql-ca");
    }

    [Theory]
    [InlineData("dev", "StatefulSet mysql")]
    [InlineData("stage", "Deployment mysql-accounts")]
    [InlineData("prod", "Deployment mysql-accounts")]
    public async Task Clients_wait_until_the_database_and_its_user_are_there(string stack, string ready)
    {
        var plan = (await MySqlStack.OfAsync(stack)).Plan;
        Assert.All(["Deployment api", "Job migrate"], client => Assert.Contains(plan.Find(ready).Urn, plan.Find(client).Dependencies));
    }

    // Beside what is there, which stays.
    [Fact]
    public async Task A_dump_is_recovered_into_a_data_folder_of_its_own_before_anybody_connects()
    {
        var plan = await PlanOfAsync("dev", """{ "recover": { "backup": "20261130T020000Z" } }""");
        var server = PodTemplate.Of(plan.Find("StatefulSet mysql"))!.Containers.First();
        var arguments = server.Items("args").Select(argument => argument.ToString());
        Assert.Contains("--datadir=/var/lib/mysql/recovered-20261130t020000z", arguments);
        var load = Assert.Single(plan.OfKind("Job"), job => job.ObjectName!.StartsWith("mysql-load-", StringComparison.Ordinal));
        Assert.All(["Deployment api", "Job migrate"], client => Assert.Contains(load.Urn, plan.Find(client).Dependencies));
    }

    [Fact]
    public async Task A_backup_of_a_group_is_restored_after_another_of_what_is_there_and_before_anybody_connects()
    {
        var plan = await PlanOfAsync("prod", """{ "recover": { "backup": "mysql-backup-1" } }""");
        var recover = Assert.Single(plan.OfKind("Job"), job => job.ObjectName!.StartsWith("mysql-recover-", StringComparison.Ordinal));
        Assert.Equal(["backup"], recover.Inputs.Items("spec.template.spec.initContainers").Select(container => container.Text("name")));
        Assert.All(["Deployment api", "Job migrate"], client => Assert.Contains(recover.Urn, plan.Find(client).Dependencies));
    }

    private static async Task<Plan> PlanOfAsync(string stack, string settings)
        => (await Preview.RunAsync(MySqlStack.SettingsOf(stack, ("mysql", settings)), stack, Catalog.Default)).Plan;

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Passwords_are_letters_and_digits_as_shells_and_statements_take_them(string stack)
    {
        var run = await RunAsync(stack);
        Assert.All(run.Registered.Where(args => args.Type == "random:index/randomPassword:RandomPassword"), password =>
            Assert.Equal(("False", "32"), (run.Inputs(password.Name!)["special"], run.Inputs(password.Name!)["length"])));
    }

    private static void AssertPasses(Preview preview)
        => Assert.Empty(preview.Checks.SelectMany(check => check.Findings).Select(finding => finding.Text));

    private static Task<StackRunResult> RunAsync(string stack) => new StackRun
    {
        Settings = MySqlStack.SettingsOf(stack),
        Answer = args => args.Name == "mysql-app-password-g1" ? new() { ["result"] = PasswordWithSpecialCharacters } : null,
    }.RunAsync();
}
