using System.Text.Json.Nodes;
using Infra.Faults;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Platform.Secrets;

/// <summary>Secrets come from a store outside the cluster, and go to it, without passing through the program.</summary>
public sealed class SecretStoreTests
{
    private const string Azure = """
        {
          "provider": "azure",
          "path": "shop-prod",
          "stored": { "LLM_API_KEY": 1 },
          "azure": {
            "vaultUrl": "https://shop.vault.azure.net",
            "tenantId": "11111111-2222-3333-4444-555555555555",
            "clientId": "66666666-7777-8888-9999-000000000000"
          }
        }
        """;

    private const string Vault = """
        {
          "provider": "vault",
          "path": "shop/prod",
          "stored": { "LLM_API_KEY": 1 },
          "refreshInterval": "10m",
          "vault": { "server": "https://vault.example.com:8200", "role": "shop" }
        }
        """;

    [Fact]
    public async Task Checks_pass_and_containers_have_the_same_variables()
    {
        var secrets = Vault.Replace("\"LLM_API_KEY\": 1", "\"ANTHROPIC_API_KEY\": 1, \"SUPABASE_URL\": 3", StringComparison.Ordinal);
        var settings = RdsStack.SettingsOf("prod", "julia", ("postgres", ""), ("aws", ""), ("secrets", secrets));
        var stored = await RdsStack.PreviewAsync(settings);
        Assert.Equal("", string.Join('\n', stored.Checks.SelectMany(result => result.Findings).Select(finding => finding.Text)));
        Assert.Contains(stored.Plan.Objects, resource => resource.Kind == "ExternalSecret");
        var supplied = VariablesOf((await Previews.OfAsync("prod", "julia")).Plan);
        Assert.Contains(supplied, variables => variables.Contains("ANTHROPIC_API_KEY", StringComparison.Ordinal));
        Assert.Equal(supplied, VariablesOf(stored.Plan));
    }

    [Fact]
    public async Task What_the_store_has_nobody_sets_and_no_plan_has()
    {
        var settings = StoredStack.SettingsOf("prod", StoredStack.OfAws);
        Assert.DoesNotContain("LLM_API_KEY", settings.SuppliedSecrets);
        Assert.DoesNotContain(settings.Unset, unset => unset.Key is "infra:LLM_API_KEY" or "infra:SLACK_WEBHOOK_URL");
        var plan = (await StoredStack.OfProdAsync()).Plan;
        var secret = plan.Resources.Single(resource => resource.Name == "reference-api-stored").Inputs;
        Assert.Equal("shop/prod", secret["spec"]!["data"]![0]!["remoteRef"]!["key"]!.ToString());
        Assert.Equal("LLM_API_KEY", secret["spec"]!["data"]![0]!["remoteRef"]!["property"]!.ToString());
        Assert.Equal("1h", secret.Text("spec.refreshInterval"));
        Assert.Equal("condition=Ready", secret["metadata"]!["annotations"]!["pulumi.com/waitFor"]!.ToString());
        Assert.DoesNotContain(plan.Resources, resource => resource.Title == "Secret alert-routes-slack");
    }

    [Fact]
    public async Task Another_generation_rolls_what_uses_the_secret_and_nothing_else()
    {
        var raised = StoredStack.OfAws.Replace("\"LLM_API_KEY\": 1", "\"LLM_API_KEY\": 2", StringComparison.Ordinal);
        var before = ReadersOf((await StoredStack.OfProdAsync()).Plan);
        var after = ReadersOf((await Preview.RunAsync(StoredStack.SettingsOf("prod", raised), "prod", Catalog.Default)).Plan);
        Assert.Equal(before.Keys, after.Keys);
        var rolled = before.Keys.Where(workload => before[workload] != after[workload]).ToList();
        var users = before.Keys.Where(workload => before[workload].Contains("-stored-", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(rolled);
        Assert.Equal(users, rolled);
        Assert.NotEqual(before.Count, rolled.Count);
    }

    [Fact]
    public async Task With_Pod_Identity_the_operator_assumes_a_role_of_the_stack_for_its_namespace_alone()
    {
        var preview = await StoredStack.OfProdAsync();
        Assert.Equal("", string.Join('\n', preview.Checks.SelectMany(result => result.Findings).Select(finding => finding.Text)));
        var plan = preview.Plan;
        var aws = StoreOf(plan).At("aws")!;
        Assert.Equal("generated-secret-store-aws-role-arn", aws.Text("role"));
        Assert.Equal("Simple", aws.Text("sessionTagsPolicy"));
        Assert.Null(aws.At("auth"));
        var role = plan.Resources.Single(resource => resource.Name == "secret-store-aws-role").Inputs;
        var trust = Assert.Single(JsonNode.Parse(role.Text("assumeRolePolicy")).Items("Statement"));
        Assert.Equal("arn:aws:iam::123456789012:role/external-secrets", trust.Text("Principal.AWS"));
        Assert.Equal("reference-prod", trust["Condition"]!["StringEquals"]!["aws:RequestTag/esoNamespace"]!.ToString());
        var policy = plan.Resources.Single(resource => resource.Name == "secret-store-aws-policy").Inputs.Text("policy");
        const string Arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:";
        Assert.Equal(
            [$"{Arn}shop/prod-??????", $"{Arn}shop/prod-made-??????"],
            JsonNode.Parse(policy).Items("Statement").Select(statement => Assert.Single(statement.Items("Resource")).ToString()));
        Assert.DoesNotContain(plan.Resources, resource => resource.Kind == "ServiceAccount" && resource.ObjectName == "secret-store");
    }

    [Fact]
    public async Task With_tokens_of_the_cluster_a_service_account_of_the_stack_has_the_role()
    {
        var settings = StoredStack.SettingsOf(
            "dev",
            """{ "provider": "aws", "path": "shop/dev", "stored": { "LLM_API_KEY": 1 } }""",
            ("aws", BucketStack.AwsByTokens));
        var plan = (await RdsStack.PreviewAsync(settings)).Plan;
        var aws = StoreOf(plan).At("aws")!;
        Assert.Equal("secret-store", aws.Text("auth.jwt.serviceAccountRef.name"));
        Assert.Null(aws.At("role"));
        var account = plan.Resources.Single(resource => resource.Kind == "ServiceAccount" && resource.ObjectName == "secret-store").Inputs;
        Assert.Equal(
            "arn:aws:iam::123456789012:role/reference-dev-secret-store-eu-central-1",
            account["metadata"]!["annotations"]!["eks.amazonaws.com/role-arn"]!.ToString());
    }

    [Fact]
    public async Task Key_Vault_is_opened_by_workload_identity_and_Vault_by_a_service_account()
    {
        var ofAzure = (await RdsStack.PreviewAsync(StoredStack.SettingsOf("dev", Azure, ("aws", "")))).Plan;
        var azure = StoreOf(ofAzure).At("azurekv")!;
        Assert.Equal("WorkloadIdentity", azure.Text("authType"));
        Assert.Equal("secret-store", azure.Text("serviceAccountRef.name"));
        Assert.Null(azure.At("authSecretRef"));
        var account = ofAzure.Objects.Single(one => one.Kind == "ServiceAccount" && one.ObjectName == "secret-store").Inputs;
        Assert.Equal(
            "66666666-7777-8888-9999-000000000000",
            account["metadata"]!["annotations"]!["azure.workload.identity/client-id"]!.ToString());

        var ofVault = (await RdsStack.PreviewAsync(StoredStack.SettingsOf("dev", Vault, ("aws", "")))).Plan;
        var vault = StoreOf(ofVault).At("vault")!;
        Assert.Equal("https://vault.example.com:8200", vault.Text("server"));
        Assert.Equal("v2", vault.Text("version"));
        Assert.Equal("shop", vault.Text("auth.kubernetes.role"));
        Assert.Equal("secret-store", vault.Text("auth.kubernetes.serviceAccountRef.name"));
        Assert.DoesNotContain(ofVault.Resources, resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Generated_secrets_and_connections_are_written_where_it_is_asked_for()
    {
        var plan = (await StoredStack.OfProdAsync()).Plan;
        var push = plan.Resources.Single(resource => resource.Title == "PushSecret pushed-secrets").Inputs;
        var keys = push.Items("spec.data").Select(one => one.Text("match.secretKey")).ToList();
        Assert.Contains("POSTGRES_URL", keys);
        Assert.Contains("REDIS_URL", keys);
        Assert.DoesNotContain("LLM_API_KEY", keys);
        Assert.All(push.Items("spec.data"), one => Assert.Equal("shop/prod-made", one.Text("match.remoteRef.remoteKey")));
        Assert.Equal("None", push.Text("spec.deletionPolicy"));
        var pushed = plan.Resources.Single(resource => resource.Title == "Secret pushed-secrets");
        Assert.Equal(keys.Order(), pushed.Inputs.Entries("stringData").Select(entry => entry.Key).Order());
        Assert.DoesNotContain((await Previews.OfAsync("prod")).Plan.Resources, resource => resource.Name.Contains("pushed"));
    }

    [Theory]
    [InlineData(
        """{ "provider": "aws", "path": "shop/dev" }""",
        "infra:secrets.aws.controllerRole is missing; with Pod Identity, the operator opens the store by the role of its own pod, which "
            + "assumes one of the stack. Set it to the ARN of that role, or set infra:aws.identity to irsa.")]
    [InlineData(
        """{ "provider": "vault", "path": "shop/dev", "vault": { "server": "https://vault.example.com" } }""",
        "infra:secrets.vault.role is missing; it takes a name: letters, digits, '-', '_' and '/'. "
            + "Set it, for instance: pulumi config set --path 'infra:secrets.vault.role' kubernetes --stack dev.")]
    [InlineData(
        """{ "provider": "vault", "path": "shop/dev", "vault": { "server": "https://v.example.com", "role": "a" }, "aws": {} }""",
        "infra:secrets.aws is set; infra:secrets.provider is vault, and it is about another store. "
            + "Remove it, or set infra:secrets.provider to aws.")]
    [InlineData(
        """
        {
          "provider": "vault", "path": "shop/dev", "stored": { "BACKUP_ACCESS_KEY_ID": 1 },
          "vault": { "server": "https://v.example.com", "role": "a" }
        }
        """,
        "infra:secrets.stored.BACKUP_ACCESS_KEY_ID is set; what is read from the store are FILES_ACCESS_KEY_ID, FILES_SECRET_ACCESS_KEY, "
            + "LLM_API_KEY, SLACK_CRITICAL_WEBHOOK_URL, SLACK_WEBHOOK_URL. Remove it, and set the secret itself: "
            + "pulumi config set --secret BACKUP_ACCESS_KEY_ID --stack dev.")]
    [InlineData(
        """
        {
          "provider": "vault", "path": "shop/dev", "stored": { "SLACK_CRITICAL_WEBHOOK_URL": 1 },
          "vault": { "server": "https://v.example.com", "role": "a" }
        }
        """,
        "infra:secrets.stored.SLACK_CRITICAL_WEBHOOK_URL is set; both addresses of Slack come from the store, or neither, and "
            + "SLACK_WEBHOOK_URL does not. Add infra:secrets.stored.SLACK_WEBHOOK_URL, or remove this.")]
    [InlineData(
        """
        {
          "provider": "azure", "path": "shop/dev",
          "azure": {
            "vaultUrl": "https://shop.vault.azure.net",
            "tenantId": "11111111-2222-3333-4444-555555555555",
            "clientId": "66666666-7777-8888-9999-000000000000"
          }
        }
        """,
        "infra:secrets.path is \"shop/dev\"; a Key Vault takes letters, digits and '-' alone. Use shop-dev.")]
    public void What_opens_no_store_is_refused(string secrets, string fault)
    {
        var refusal = Assert.Throws<InputException>(() => StoredStack.SettingsOf("dev", secrets));
        Assert.Equal($"Pulumi.dev.yaml: {fault}", Assert.Single(refusal.Messages));
    }

    private static JsonNode StoreOf(Plan plan)
        => plan.Objects.Single(resource => resource.Kind == "SecretStore").Inputs.At("spec.provider")!;

    // What each workload's pods read by envFrom.
    private static Dictionary<string, string> ReadersOf(Plan plan)
        => PodTemplate.In(plan)
            .Where(template => template.IsLongRunning)
            .ToDictionary(
                template => template.Owner.Title,
                template => string.Join(
                    ' ',
                    template.Containers
                        .SelectMany(container => container.Items("envFrom"))
                        .Select(source => source.Text("secretRef.name"))));

    // The variables of each container, whichever objects they come from.
    private static List<string> VariablesOf(Plan plan)
    {
        var keys = plan.Objects
            .Where(resource => resource.Kind is "Secret" or "ConfigMap")
            .Select(resource => (
                Name: resource.ObjectName!,
                Keys: resource.Inputs.Entries("data").Concat(resource.Inputs.Entries("stringData")).Select(entry => entry.Key).ToList()))
            .Concat(plan.Resources.SelectMany(resource => resource.Creates).Select(one => (one.Name, Keys: one.Keys.ToList())))
            .ToLookup(one => one.Name, one => one.Keys);
        var lines = from template in PodTemplate.In(plan)
                    from container in template.Containers
                    let names = container.Items("envFrom")
                        .SelectMany(source => keys[source.Text("secretRef.name") + source.Text("configMapRef.name")])
                        .SelectMany(known => known)
                    let variables = string.Join(' ', names.Order(StringComparer.Ordinal))
                    select $"{template.Owner.Title.Split('-')[0]} {container.Text("name")}: {variables}";
        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
