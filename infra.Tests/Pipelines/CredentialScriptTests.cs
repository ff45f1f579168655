namespace Infra.Tests.Pipelines;

/// <summary>How a job gets at its backend, its cluster and the audits' verdict.</summary>
public sealed class CredentialScriptTests
{
    private const string Curl = """
        cat >>"$FAKE/sent"
        case "$*" in
          *'https://token.example.com/?x=1&audience='*) echo '{"value": "github-identity"}' ;;
          *) cat "$FAKE/exchange.json" ;;
        esac
        """;

    [ScriptFact("jq")]
    public void The_jobs_identity_becomes_a_token_of_Pulumi_Cloud()
    {
        using var run = Cloud("""{"access_token": "pul-123"}""");
        Assert.Equal((0, "::add-mask::github-identity\n::add-mask::pul-123\n", ""), run.Run("pulumi-cloud-token.sh"));
        Assert.Equal("PULUMI_ACCESS_TOKEN=pul-123\n", File.ReadAllText(run.PathOf("env")));
        Assert.Contains(
            "\"requested_token_type\":\"urn:pulumi:token-type:access_token:organization\"",
            File.ReadAllText(run.PathOf("sent")),
            StringComparison.Ordinal);
        // Whoever lists the machine's processes sees no token.
        Assert.All(run.Calls, call => Assert.DoesNotContain("github-", call, StringComparison.Ordinal));
    }

    [ScriptFact("jq")]
    public void Without_a_token_the_job_ends()
    {
        using var run = Cloud("{}");
        Assert.Equal(1, run.Run("pulumi-cloud-token.sh").ExitCode);
        Assert.False(File.Exists(run.PathOf("env")));
    }

    [ScriptFact("jq")]
    public void A_job_without_an_identity_asks_nobody()
    {
        using var run = Cloud("{}").With("ACTIONS_ID_TOKEN_REQUEST_URL", "");
        Assert.Equal(
            (1, "::error::This job has no identity to log in to Pulumi Cloud with. Give it the permission id-token: write.\n", ""),
            run.Run("pulumi-cloud-token.sh"));
        Assert.Empty(run.Calls);
    }

    [ScriptFact("jq")]
    public void A_login_that_is_refused_ends_the_job()
    {
        using var run = Cloud("{}")
            .WithProgram(
                "curl",
                """case "$*" in *audience=*) echo '{"value": "github-identity"}' ;;"""
                    + " *) echo 'curl: (22) The requested URL returned error: 403' >&2; exit 22 ;; esac"
            );
        var (exitCode, output, error) = run.Run("pulumi-cloud-token.sh");
        Assert.Equal(1, exitCode);
        Assert.Contains("error: 403", error, StringComparison.Ordinal);
        Assert.EndsWith(
            "::error::Pulumi Cloud gave no token. Is this repository registered as an OIDC issuer, with a policy for this environment?\n",
            output,
            StringComparison.Ordinal);
        Assert.False(File.Exists(run.PathOf("env")));
    }

    [ScriptFact]
    public void A_stack_is_one_of_the_organization_or_one_in_the_bucket()
    {
        using var cloud = new ScriptRun()
            .WithProgram("pulumi", "")
            .With("STACK", "prod")
            .With("PULUMI_ORGANIZATION", "acme")
            .With("PULUMI_BACKEND_URL", "");
        Assert.Equal(0, cloud.Run("select-stack.sh").ExitCode);
        Assert.Equal(["pulumi stack select acme/prod"], cloud.Calls);
        Assert.False(File.Exists(cloud.PathOf("env")));

        using var bucket = new ScriptRun()
            .WithProgram("pulumi", "")
            .With("STACK", "prod")
            .With("PULUMI_BACKEND_URL", "azblob://state")
            .With("AZURE_STORAGE_ACCOUNT", "acme");
        Assert.Equal(0, bucket.Run("select-stack.sh").ExitCode);
        Assert.Equal(["pulumi stack select prod"], bucket.Calls);
        Assert.Equal("PULUMI_BACKEND_URL=azblob://state\nAZURE_STORAGE_ACCOUNT=acme\n", File.ReadAllText(bucket.PathOf("env")));

        using var none = new ScriptRun().WithProgram("pulumi", "").With("STACK", "prod");
        Assert.Equal(1, none.Run("select-stack.sh").ExitCode);
        Assert.Empty(none.Calls);
    }

    [ScriptFact]
    public void A_cluster_is_reached_with_the_jobs_login_or_with_a_secret()
    {
        using var eks = Cluster().With("EKS_CLUSTER", "main").With("CLUSTER_CONTEXT", "prod");
        Assert.Equal(0, eks.Run("cluster-access.sh").ExitCode);
        Assert.Equal(["aws eks update-kubeconfig --name main --alias prod"], eks.Calls);

        using var aks = Cluster().With("AKS_CLUSTER", "main").With("AKS_RESOURCE_GROUP", "group");
        Assert.Equal(0, aks.Run("cluster-access.sh").ExitCode);
        Assert.Equal(
            [
                $"az aks get-credentials --name main --resource-group group --context main --file {aks.PathOf("kubeconfig")}",
                "kubelogin convert-kubeconfig --login azurecli",
            ],
            aks.Calls);

        using var other = Cluster().With("KUBECONFIG_CONTENT", "kind: Config");
        Assert.Equal(0, other.Run("cluster-access.sh").ExitCode);
        Assert.Equal("kind: Config\n", File.ReadAllText(other.PathOf("kubeconfig")));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(other.PathOf("kubeconfig")));

        using var none = Cluster();
        Assert.Equal(1, none.Run("cluster-access.sh").ExitCode);
    }

    [ScriptFact("jq")]
    public void A_vulnerable_package_fails_the_audit_and_all_are_looked_at()
    {
        const string Clean = """{"projects": [{"path": "a"}, {"path": "b", "frameworks": [{"topLevelPackages": []}]}]}""";
        const string Found =
            """{"projects": [{"path": "a", "frameworks": [{"transitivePackages": [{"id": "Old", "resolvedVersion": "1.0.0","""
                + """ "vulnerabilities": [{"severity": "Low", "advisoryurl": "https://advisory"}]}]}]}]}""";

        using var clean = Audited(Clean, npmCode: 0);
        Assert.Equal(0, clean.Run("audit.sh").ExitCode);
        Assert.Equal(
            ["npm audit --audit-level=high --prefix samples/reference", "npm audit --audit-level=high --prefix infra.Tests"],
            clean.Calls.Skip(1));

        using var nuget = Audited(Found, npmCode: 0);
        Assert.Equal((1, "Old 1.0.0: Low, https://advisory\n", ""), nuget.Run("audit.sh"));
        Assert.Equal(3, nuget.Calls.Count);

        using var npm = Audited(Clean, npmCode: 1);
        Assert.Equal(1, npm.Run("audit.sh").ExitCode);
    }

    private static ScriptRun Cloud(string answer)
        => new ScriptRun()
            .WithProgram("curl", Curl)
            .WithFile("exchange.json", answer)
            .With("PULUMI_ORGANIZATION", "acme")
            .With("ACTIONS_ID_TOKEN_REQUEST_URL", "https://token.example.com/?x=1")
            .With("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "github-bearer");

    private static ScriptRun Cluster() => new ScriptRun().WithProgram("aws", "").WithProgram("az", "").WithProgram("kubelogin", "");

    private static ScriptRun Audited(string report, int npmCode)
        => new ScriptRun()
            .WithProgram("dotnet", "cat \"$FAKE/audit.json\"")
            .WithFile("audit.json", report)
            .WithProgram("npm", $"exit {npmCode}");
}
