namespace Infra;

/// <summary>What the verb <c>new</c> writes: the smallest application that is of use, its test, and the files of its stacks.</summary>
/// <param name="Name">The application's name.</param>
/// <param name="Class">The name of the class that defines it.</param>
internal sealed record ApplicationTemplate(string Name, string Class)
{
    /// <summary>The row in the catalog.</summary>
    public string Row => $"        {Class}.Definition,\n";

    /// <summary>The text of the definition.</summary>
    public string Definition => $$"""
        using Infra.Applications.Model;
        using Infra.Data.Postgres;

        namespace Infra.Applications;

        /// <summary>The application {{Name}}: what it runs, and what it needs. Reference.cs uses more words of the model.</summary>
        internal static class {{Class}}
        {
            private const string Image = "{{Name}}";

            public static ApplicationDefinition Definition { get; } = new()
            {
                Name = "{{Name}}",
                // What the stack deploys for it: a database here, and each other need that you name.
                Needs = [new PostgresNeed("app")],
                Services =
                [
                    new ServiceDefinition
                    {
                        // The host is this name in infra:edge.domain, unless infra:edge.hosts.api says another.
                        Name = "api",
                        // Which version runs, says infra:release.images.{{Name}} in the stack file.
                        Image = Image,
                        Port = 8000,
                        IsPublic = true,
                        // The container is restarted when liveness fails, so that must not ask other services; readiness may.
                        Health = new HealthProbes { Liveness = HealthProbe.Http("/health"), Readiness = HealthProbe.Http("/ready") },
                        Variables =
                        [
                            // A stack file changes a plain one with infra:variables.LOG_LEVEL.
                            Variable.Plain("LOG_LEVEL", "info"),
                            PostgresVariable.Url("DATABASE_URL"),
                            // Secrets come next: Variable.Secret of a SecretDefinition that is generated, required or optional.
                        ],
                    },
                ],
                // Workers take jobs from a queue; Jobs migrate before the rollout, or run after it or at set times.
            };
        }

        """;

    /// <summary>The name of its stack in an environment.</summary>
    /// <param name="environment">The environment's name.</param>
    public string StackIn(string environment) => $"{Name}-{environment}";

    /// <summary>The text of the file of its stack in an environment.</summary>
    /// <param name="environment">The environment's name.</param>
    public string StackFileIn(string environment) => $$"""
        # yaml-language-server: $schema=infra/stack-file.schema.json
        #
        # The stack `{{StackIn(environment)}}`: {{Name}} in the environment {{environment}}. See Pulumi.dev.yaml for what the parts mean.
        config:

          infra:application: {{Name}}
          infra:environment: {{environment}}

          infra:objectStorage:
            destination: s3://example-backups/{{StackIn(environment)}}
            endpoint: https://s3.example.com

          infra:edge:
            domain: {{StackIn(environment)}}.example.com

          # Still to be set, by whoever deploys; `preview {{StackIn(environment)}}` lists the commands.

        """;

    /// <summary>The text of its test.</summary>
    public string Test => $$"""
        using Infra.Tests.Support;
        using StackPreview.Json;

        namespace Infra.Tests.Applications;

        /// <summary>What {{Name}} needs, as its manifests state it.</summary>
        public sealed class {{Class}}Tests
        {
            private const string Name = "{{Name}}";

            public static TheoryData<string> Stacks => [.. Repository.Stacks];

            [Theory]
            [MemberData(nameof(Stacks))]
            public async Task Every_stack_passes_its_checks(string stack) => Assert.True((await Previews.OfAsync(stack, Name)).IsPassed);

            [Theory]
            [MemberData(nameof(Stacks))]
            public async Task The_API_is_asked_for_its_health(string stack)
            {
                var container = (await RenderedStack.OfAsync(stack, Name)).Container("api");
                Assert.Equal("/health", container.Text("livenessProbe.httpGet.path"));
                Assert.Equal("/ready", container.Text("readinessProbe.httpGet.path"));
            }

            [Theory]
            [MemberData(nameof(Stacks))]
            public async Task The_API_gets_the_database_as_a_secret_and_the_rest_in_plain_text(string stack)
            {
                var rendered = await RenderedStack.OfAsync(stack, Name);
                Assert.Equal(["DATABASE_URL"], rendered.Secrets("api").Keys);
                Assert.Equal(["LOG_LEVEL"], rendered.Config("api").Keys);
            }
        }

        """;
}
