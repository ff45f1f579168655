using Infra.Applications.Model;
using Infra.Tests.SettingsTests;
using Pulumi;
using StackPreview;
using StackPreview.Running;

namespace Infra.Tests.Verbs;

/// <summary>A stack that cannot be declared, although its settings are valid.</summary>
public sealed class ProgramFailureTests
{
    [Fact]
    public async Task A_hook_that_throws_gives_one_line_without_a_stack_trace()
    {
        var failure = await FailureAsync(_ => throw new InvalidOperationException("The hook knows no such zone."));
        Assert.Equal(
            "The stack could not be declared; System.InvalidOperationException: The hook knows no such zone.",
            Assert.Single(failure.Messages));
    }

    [Fact]
    public async Task The_failure_behind_the_failure_is_in_the_same_line()
    {
        var failure = await FailureAsync(_ =>
            throw new InvalidOperationException("The hook failed.\nTwice.", new FormatException("No zone.")));
        Assert.Equal(
            "The stack could not be declared; System.InvalidOperationException: The hook failed. Twice. ---> System.FormatException: "
                + "No zone.",
            Assert.Single(failure.Messages));
    }

    [Fact]
    public void A_failure_that_is_told_by_its_message_alone_is_that_message()
        => Assert.Equal(
            ["The stack could not be declared; The zone is missing."],
            RunFailure.Describe(new RunException("The zone is missing.")));

    [Fact]
    public void Of_a_message_of_several_lines_nothing_is_lost()
        => Assert.Equal(
            ["The stack could not be declared; Missing Required configuration variable 'infra:TOKEN' please set a value."],
            RunFailure.Describe(new RunException("Missing Required configuration variable 'infra:TOKEN'\n\tplease set a value.")));

    // The official packages' traces: the exception within stands behind the last line.
    [Fact]
    public void The_failure_behind_the_failure_is_told_where_it_ends_a_trace()
        => Assert.Equal(
            [
                "The stack could not be declared; System.InvalidOperationException: The hook failed. ---> System.FormatException: "
                    + "No zone. Name one. ---> System.IO.IOException: No file.",
            ],
            RunFailure.Describe(new RunException(
                """
                Running program '/app/Infra.dll' failed with an unhandled exception:
                System.InvalidOperationException: The hook failed.
                   at void Shop.Hook(DeploymentArgs args)
                   at async Task Shop.RunAsync() in /src/Shop.cs:line 3 ---> System.FormatException: No zone.
                Name one.
                   at void Shop.Zone() ---> System.IO.IOException: No file.
                   at void Shop.Read()
                   --- End of inner exception stack trace ---
                   --- End of inner exception stack trace ---
                """)));

    [Fact]
    public void Several_failures_give_a_line_each()
        => Assert.Equal(
            ["The stack could not be declared; One.", "The stack could not be declared; Two."],
            RunFailure.Describe(new AggregateException(new RunException("One."), new RunException("Two."))));

    [Fact]
    public void The_same_failure_of_several_resources_gives_one_line()
        => Assert.Equal(
            ["The stack could not be declared; One.", "The stack could not be declared; Two."],
            RunFailure.Describe(new AggregateException(new RunException("One."), new RunException("Two."), new RunException("One."))));

    [Fact]
    public void Other_exceptions_are_not_failures_of_the_stack()
    {
        Assert.Empty(RunFailure.Describe(new InvalidOperationException("One.")));
        Assert.Empty(RunFailure.Describe(new AggregateException(new RunException("One."), new InvalidOperationException("Two."))));
    }

    private static async Task<PreviewException> FailureAsync(Action<Pulumi.Kubernetes.Types.Inputs.Apps.V1.DeploymentArgs> hook)
    {
        var application = new ApplicationDefinition
        {
            Name = "shop",
            Needs = [],
            Services =
            [
                new ServiceDefinition
                {
                    Name = "api",
                    Image = "shop",
                    Port = 8000,
                    Health = new HealthProbes
                    {
                        Startup = HealthProbe.Http("/"),
                        Liveness = HealthProbe.Http("/"),
                        Readiness = HealthProbe.Http("/"),
                    },
                    Customize = hook,
                },
            ],
        };
        using var project = new Project().With("dev", "");
        var exitCode = Environment.ExitCode;
        try
        {
            return await Assert.ThrowsAsync<PreviewException>(() =>
                Preview.RunAsync(project.Load("dev", requireAll: false, application), "dev", Catalog.Default));
        }
        finally
        {
            // A failed run sets the exit code of its process, which is the tests' here.
            Environment.ExitCode = exitCode;
        }
    }
}
