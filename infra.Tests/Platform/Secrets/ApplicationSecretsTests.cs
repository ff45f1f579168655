using Infra.Applications.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Platform.Secrets;

public sealed class ApplicationSecretsTests
{
    [Fact]
    public async Task Each_generated_secret_has_the_shape_that_the_application_asks_for()
    {
        var run = await new StackRun { Settings = Previews.SettingsOf("prod") }.RunAsync();
        Assert.Equal(("random:index/randomBytes:RandomBytes", "32"), (TypeOf("api-key-salt-g1"), run.Inputs("api-key-salt-g1")["length"]));
        Assert.Equal(
            ("random:index/randomBytes:RandomBytes", "32"),
            (TypeOf("admin-api-key-g1"), run.Inputs("admin-api-key-g1")["length"]));

        string TypeOf(string name) => run.Registered.Single(args => args.Name == name).Type!;
    }

    [Fact]
    public async Task A_workload_gets_the_value_in_its_shape()
    {
        var run = await new StackRun
        {
            Settings = Previews.SettingsOf("prod"),
            Answer = args => args.Name switch
            {
                "api-key-salt-g1" => new() { ["hex"] = "c0ffee" },
                "admin-api-key-g1" => new() { ["base64"] = "a+b/c==" },
                _ => null,
            },
        }.RunAsync();
        var secrets = run.Inputs("reference-api-secrets");
        Assert.Equal(("c0ffee", "a-b_c"), (secrets["stringData.API_KEY_SALT"], secrets["stringData.ADMIN_API_KEY"]));
    }

    [Fact]
    public async Task An_optional_secret_that_is_not_set_is_neither_read_nor_there()
    {
        // The configuration has nothing but what the settings say is set, and reading anything else fails.
        var run = await new StackRun { Settings = Previews.SettingsOf("prod") }.RunAsync();
        Assert.DoesNotContain("stringData.LLM_API_KEY", run.Inputs("reference-api-secrets").Keys);
        Assert.DoesNotContain("stringData.LLM_API_KEY", run.Inputs("reference-worker-secrets").Keys);
    }

    [Fact]
    public async Task An_optional_secret_that_is_set_is_given_to_those_who_name_it()
    {
        var settings = Previews.SettingsOf("prod");
        var run = await new StackRun
        {
            Settings = settings with { SuppliedSecrets = settings.SuppliedSecrets.Add("LLM_API_KEY") },
        }.RunAsync();
        Assert.Equal("value of LLM_API_KEY", run.Inputs("reference-api-secrets")["stringData.LLM_API_KEY"]);
        Assert.Equal("value of LLM_API_KEY", run.Inputs("reference-worker-secrets")["stringData.LLM_API_KEY"]);
        Assert.DoesNotContain("stringData.LLM_API_KEY", run.Inputs("reference-migrate-secrets").Keys);
    }

    [Fact]
    public async Task A_required_secret_is_read_from_the_configuration()
    {
        var application = new ApplicationDefinition
        {
            Name = "mailer",
            Needs = [],
            Workers =
            [
                new WorkerDefinition
                {
                    Name = "sender",
                    Image = "mailer",
                    Health = new HealthProbes
                    {
                        Port = 8080,
                        Startup = HealthProbe.Http("/started"),
                        Liveness = HealthProbe.Http("/live"),
                        Readiness = HealthProbe.Http("/ready"),
                    },
                    Variables = [Variable.Secret(SecretDefinition.Supplied("SMTP_PASSWORD"))],
                },
            ],
        };
        var settings = CustomStack.SettingsOf(application, "dev");
        Assert.Equal(["SLACK_WEBHOOK_URL", "SMTP_PASSWORD"], settings.SuppliedSecrets.Order(StringComparer.Ordinal));

        var run = await new StackRun { Settings = settings }.RunAsync();
        Assert.Equal("value of SMTP_PASSWORD", run.Inputs("mailer-sender-secrets")["stringData.SMTP_PASSWORD"]);
    }
}
