using Infra.Tests.SettingsTests;
using Infra.Tests.Support;

namespace Infra.Tests.Verbs;

/// <summary>What the program does when the Pulumi engine starts it, seen from outside. There is no engine.</summary>
public sealed class EngineRunTests
{
    private const string Faulty =
        """
        {
          "infra:redis": "true",
          "infra:SLACK_WEBHOOK_URL": "sk-12345",
          "infra:objectStorage": "{\"destination\":\"s3://backups\"}",
          "infra:edge": "{\"hosts\":{\"api\":\"api.example.com\"}}"
        }
        """;

    [Fact]
    public async Task The_engine_is_told_the_faults_before_it_is_asked_for_anything()
    {
        var (exitCode, output, error) = await RunAsync(("PULUMI_CONFIG", Faulty));

        Assert.Equal((2, ""), (exitCode, output));
        Assert.StartsWith(
            "Pulumi.dev.yaml: infra:redis is true; it takes a map of settings. Write the settings below infra:redis, one a line.\n"
                + "Pulumi.dev.yaml: infra:SLACK_WEBHOOK_URL is in plain text; secrets are encrypted. Set it again: "
                + "pulumi config set --secret SLACK_WEBHOOK_URL --stack dev, and revoke the value that was readable.\n",
            error,
            StringComparison.Ordinal);
        Assert.Contains(
            "Pulumi.dev.yaml: infra:BACKUP_ACCESS_KEY_ID is missing; it is a secret that only you have. Set it: "
                + "pulumi config set --secret BACKUP_ACCESS_KEY_ID --stack dev.\n",
            error,
            StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_of_another_name_is_refused()
        => Assert.Equal(
            (2, "", "Pulumi.yaml: name is \"acme\"; settings and secrets are keys of the project infra. Set it to infra.\n"),
            await RunAsync([.. Complete(), ("PULUMI_PROJECT", "acme")]));

    [Theory]
    [InlineData("PULUMI_CONFIG", "{\"infra:LLM_API_KEY\": \"CANARY", "object")]
    [InlineData("PULUMI_CONFIG", "[\"CANARY\"]", "object")]
    [InlineData("PULUMI_CONFIG", "CANARY", "object")]
    [InlineData("PULUMI_CONFIG_SECRET_KEYS", "[\"CANARY", "array")]
    [InlineData("PULUMI_CONFIG_SECRET_KEYS", "{\"CANARY\": 1}", "array")]
    public async Task What_the_engine_would_not_hand_over_is_refused_and_not_printed(string variable, string text, string kind)
        => Assert.Equal(
            (2, "", $"{variable} is not what the engine hands over; it is a JSON {kind}. Run the program with the pulumi CLI.\n"),
            await RunAsync([.. Complete(), (variable, text)]));

    [Fact]
    public async Task A_key_that_the_engine_hands_over_twice_has_the_later_value()
        => Assert.StartsWith(
            "Pulumi.dev.yaml: infra:environment is \"b\"; it takes one of dev, stage, prod.",
            (await RunAsync(("PULUMI_CONFIG", """{"infra:environment": "a", "infra:environment": "b"}"""))).Error,
            StringComparison.Ordinal);

    [SourceSdkFact]
    public async Task A_build_without_the_official_packages_names_the_line_to_change()
        => Assert.Equal(
            (
                2,
                "",
                "Directory.Build.props: PulumiSdk is source; the engine runs a program that was built with the official packages. "
                    + "Set the environment variable PulumiSdk=nuget, or change the line.\n"),
            await RunAsync(Complete()));

    [Fact]
    public async Task A_context_that_the_kubeconfig_has_not_is_refused_before_anything_is_registered()
    {
        var file = Repository.PathOf("infra.Tests", "Engine", "kubeconfig.yaml");
        Assert.Equal(
            (
                2,
                "",
                "Pulumi.dev.yaml: infra:cluster.context is \"prodution\"; "
                    + "the contexts of the kubeconfig are production, test. Use production.\n"),
            await RunAsync([.. WithContext("prodution"), ("KUBECONFIG", $"/no/such/file{Path.PathSeparator}{file}")]));
        Assert.Equal(
            (
                2,
                "",
                "Pulumi.dev.yaml: infra:cluster.context is \"test\"; no kubeconfig has a context at /no/such/file. "
                    + "Get the cluster's credentials, or name their file in KUBECONFIG.\n"),
            await RunAsync([.. WithContext("test"), ("KUBECONFIG", "/no/such/file")]));
    }

    [Fact]
    public async Task A_kubeconfig_that_is_none_is_named_and_nothing_of_it_is_shown()
    {
        using var project = new Project();
        var file = Path.Combine(project.Folder, "config");
        await File.WriteAllTextAsync(file, "contexts: [{name: test\ntoken: CANARY");
        Assert.Equal(
            (2, "", $"{file} is no kubeconfig that can be read. Correct it, or name another one in KUBECONFIG.\n"),
            await RunAsync([.. WithContext("test"), ("KUBECONFIG", file)]));
    }

    [SourceSdkFact]
    public async Task An_engine_that_is_not_there_is_told_in_one_line()
        => Assert.Equal(
            (1, "", "The connection to the Pulumi engine at 127.0.0.1:1 failed: Connection refused\n"),
            await RunAsync([
                .. Complete("\"infra:allowSourceSdk\":\"true\","),
                ("PULUMI_DRY_RUN", "true"),
                ("PULUMI_QUERY_MODE", "false"),
                ("PULUMI_PARALLEL", "4"),
            ]));

    [Fact]
    public async Task Where_a_part_of_what_the_engine_hands_over_is_missing_the_SDK_says_so_in_one_line()
        => Assert.Equal(
            (2, "", "Program run without the Pulumi engine available; re-run using the `pulumi` CLI\n"),
            await RunAsync(Complete("\"infra:allowSourceSdk\":\"true\",")));

    // All that dev needs before its first deployment.
    private static (string Name, string Value)[] Complete(string more = "") =>
    [
        ("PULUMI_CONFIG", $$$"""
            {
              {{{more}}}
              "infra:objectStorage": "{\"destination\":\"s3://backups\"}",
              "infra:edge": "{\"hosts\":{\"api\":\"api.example.com\"}}",
              "infra:release": "{\"images\":{\"reference\":\"registry.example.com/reference:1.0.0\"}}",
              "infra:SLACK_WEBHOOK_URL": "https://hooks.example.com/services/x",
              "infra:BACKUP_ACCESS_KEY_ID": "id",
              "infra:BACKUP_SECRET_ACCESS_KEY": "key"
            }
            """),
        ("PULUMI_CONFIG_SECRET_KEYS", """["infra:SLACK_WEBHOOK_URL", "infra:BACKUP_ACCESS_KEY_ID", "infra:BACKUP_SECRET_ACCESS_KEY"]"""),
    ];

    private static (string Name, string Value)[] WithContext(string context)
        => Complete($$$"""
            "infra:allowSourceSdk":"true","infra:cluster":"{\"context\":\"{{{context}}}\"}",
            """);

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params (string Name, string Value)[] variables)
    {
        using var project = new Project();
        return await ProgramProcess.RunAsync(
            project.Folder,
            [],
            [
                ("PULUMI_MONITOR", "127.0.0.1:1"),
                ("PULUMI_ENGINE", "127.0.0.1:1"),
                ("PULUMI_PROJECT", "infra"),
                ("PULUMI_STACK", "dev"),
                .. variables,
            ]);
    }

    /// <summary>A test of builds with the subset in sdk/: the official packages are not refused, and have words of their own.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class SourceSdkFactAttribute : FactAttribute
    {
        public SourceSdkFactAttribute()
        {
            if (!PulumiSdk.IsSource)
                Skip = "The program is built with the official packages.";
        }
    }
}
