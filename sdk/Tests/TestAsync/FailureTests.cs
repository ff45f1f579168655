using System.Text.RegularExpressions;
using Sdk.Tests.Support;

namespace Sdk.Tests.TestAsync;

/// <summary>How a run that fails says so.</summary>
public partial class FailureTests
{
    [Fact]
    public async Task A_failure_is_a_RunException_without_inner_exception()
    {
        var failure =
            await Failures.ThrownByAsync(() => new TestRun().RunAsync(() => throw new InvalidOperationException("no such zone")));

        Assert.Null(Assert.IsType<RunException>(failure).InnerException);
    }

    [Fact]
    public async Task Several_failures_are_RunExceptions_in_an_AggregateException_where_the_run_has_waited_for_more_than_one()
    {
        var run = new TestRun { Engine = MockedEngine.Failing(args => new RunException($"no {args.Name}")) };
        var failure = await Failures.ThrownByAsync(() => run.RunAsync(() =>
        {
            _ = new Widget("a");
            _ = new Widget("b");
        }));

        // Which failures a run meets before it ends is a race.
        var all = failure is AggregateException several ? several.InnerExceptions : [failure];
        var failures = all.Select(Assert.IsType<RunException>).ToList();
        Assert.All(failures, one => Assert.Null(one.InnerException));
        Assert.NotEmpty(failures);
        Assert.Subset(new HashSet<string> { "no a", "no b" }, failures.Select(one => one.Message).ToHashSet());
    }

    [Fact]
    public async Task Of_a_RunException_thrown_by_the_program_the_message_alone_is_told()
        => Assert.Equal(
            "no such zone",
            await Failures.SingleOfAsync(() => new TestRun().RunAsync(() => throw new RunException("no such zone"))));

    [Fact]
    public async Task Any_other_exception_is_told_with_the_program_and_its_text()
        => Assert.Matches(
            UnhandledException(),
            await Failures.SingleOfAsync(() => new TestRun().RunAsync(() => throw new InvalidOperationException("no such zone"))));

    [Fact]
    public async Task An_exception_in_Apply_fails_the_run()
        => Assert.Equal(
            "no such zone",
            await Failures.SingleOfAsync(() => new TestRun().RunAsync(() => _ = new Widget("a").Id.Apply(Fail))));

    [Fact]
    public async Task A_missing_required_input_is_an_ArgumentNullException_that_names_it()
        => Assert.Matches(
            MissingInput(),
            await Failures.SingleOfAsync(
                () => new TestRun().RunAsync(() => _ = new CustomResource("test:index:Named", "a", new NamedArgs(), options: null))));

    private static string Fail(string id) => throw new RunException("no such zone");

    [GeneratedRegex(
        "^Running program '[^']*' failed with an unhandled exception:\nSystem\\.InvalidOperationException: no such zone\\b",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex UnhandledException();

    [GeneratedRegex(
        "unhandled exception:\nSystem\\.ArgumentNullException: \\[Input\\] \\S*NamedArgs\\.Name is required but was not given a value "
            + "\\(Parameter 'Name'\\)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex MissingInput();

    private sealed class NamedArgs : ResourceArgs
    {
        [Input("name", required: true)]
        public Input<string>? Name { get; set; }
    }
}
