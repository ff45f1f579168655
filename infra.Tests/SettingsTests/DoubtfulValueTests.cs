namespace Infra.Tests.SettingsTests;

/// <summary>What the Pulumi CLI, or another reader of YAML, takes for something else than it looks like.</summary>
public sealed class DoubtfulValueTests
{
    private const string Number =
        "an unquoted number; readers of YAML take its notation for different values. Quote it, or write the number in decimal digits.";

    private const string Truth = "an unquoted word; some readers of YAML take it for true or false. Quote it, or write true or false.";
    private const string Time = "an unquoted date; some readers of YAML take it for a time. Quote it.";
    private const string Large = "an unquoted integer; readers of YAML lose digits of integers beyond 2^53. Quote it.";
    private const string Key = "no text; the Pulumi CLI takes text for keys. Quote it.";

    [Theory]
    [InlineData("010", Number)]
    [InlineData("08", Number)]
    [InlineData("0x1F", Number)]
    [InlineData("0o17", Number)]
    [InlineData("0b11", Number)]
    [InlineData("1_000", Number)]
    [InlineData("+4", Number)]
    [InlineData("-0", Number)]
    [InlineData("-0.0", Number)]
    [InlineData(".5", Number)]
    [InlineData("5.", Number)]
    [InlineData("1e3", Number)]
    [InlineData("1.5E-7", Number)]
    [InlineData("0.0000001", Number)]
    [InlineData("1234567890.5", Number)]
    [InlineData(".inf", Number)]
    [InlineData("-.Inf", Number)]
    [InlineData(".NaN", Number)]
    [InlineData("1:30", Number)]
    [InlineData("9007199254740993", Large)]
    [InlineData("-9007199254740993", Large)]
    [InlineData("123456789012345678901234567890", Large)]
    [InlineData("yes", Truth)]
    [InlineData("No", Truth)]
    [InlineData("ON", Truth)]
    [InlineData("off", Truth)]
    [InlineData("y", Truth)]
    [InlineData("N", Truth)]
    [InlineData("2026-11-22", Time)]
    [InlineData("2026-1-2", Time)]
    [InlineData("2026-11-22T10:00:00Z", Time)]
    [InlineData("2026-11-22 10:00:00", Time)]
    public async Task A_value_that_is_read_differently_is_refused_once_and_not_shown(string value, string message)
    {
        Assert.Equal(
            $"Pulumi.dev.yaml: infra:redis.memory is {message}",
            await Project.RefusalOfAsync(StackText.Of($"infra:redis: {{memory: {value}}}")));
        Assert.Equal(
            $"Pulumi.dev.yaml: infra:cluster.apiServerRanges[0] is {message}",
            await Project.RefusalOfAsync(StackText.Of($"infra:cluster: {{apiServerRanges: [{value}]}}")));
        Assert.Equal(
            $"Pulumi.dev.yaml: infra:environment is {message}",
            await Project.RefusalOfAsync(StackText.Of($"infra:environment: {value}")));
    }

    [Theory]
    [InlineData(
        "infra:alerts: {<<: {criticalChannel: '#a'}}",
        "infra:alerts.<<",
        "a merge key; only some readers of YAML know it. Write out what it merges.")]
    [InlineData("infra:alerts: {1: x}", "infra:alerts.1", Key)]
    [InlineData("infra:alerts: {true: x}", "infra:alerts.true", Key)]
    [InlineData("infra:alerts: {~: x}", "infra:alerts.~", Key)]
    [InlineData("infra:alerts: {yes: x}", "infra:alerts.yes", Key)]
    [InlineData("infra:alerts: {2026-11-22: x}", "infra:alerts.2026-11-22", Key)]
    [InlineData("infra:alerts: {? [a, b] : 1}", "infra:alerts.[ a, b ]", "no text; the Pulumi CLI takes text for keys. Remove the line.")]
    [InlineData(
        "infra:alerts: {criticalChannel: !!binary aGFsbG8=}",
        "infra:alerts.criticalChannel",
        "tagged tag:yaml.org,2002:binary; readers of YAML do not agree on tags. Remove the tag, and quote what is text.")]
    [InlineData(
        "infra:redis: !!int '5'",
        "infra:redis",
        "tagged tag:yaml.org,2002:int; readers of YAML do not agree on tags. Remove the tag, and quote what is text.")]
    [InlineData(
        "infra:alerts: {criticalChannel: '#a', !!str criticalChannel: '#b'}",
        "infra:alerts.criticalChannel",
        "set twice; a key of a map stands once. Remove one of the lines.")]
    public async Task Keys_and_tags_that_are_read_differently_are_refused_once(string entry, string path, string message)
        => Assert.Equal($"Pulumi.dev.yaml: {path} is {message}", await Project.RefusalOfAsync(StackText.Of(entry)));

    [Theory]
    [InlineData("{secure: ''}")]
    [InlineData("{secure: ' '}")]
    [InlineData("{secure: }")]
    [InlineData("{secure: 5}")]
    [InlineData("{secure: {a: b}}")]
    [InlineData("{secure: [v1:abc]}")]
    public async Task A_secret_without_a_ciphertext_is_refused(string value)
        => Assert.Equal(
            "Pulumi.dev.yaml: infra:SLACK_WEBHOOK_URL is encrypted without a ciphertext; secure takes what the Pulumi CLI writes. "
                + "Set it again: pulumi config set --secret SLACK_WEBHOOK_URL --stack dev.",
            await Project.RefusalOfAsync(StackText.Of($"infra:SLACK_WEBHOOK_URL: {value}")));

    [Fact]
    public async Task A_doubtful_value_of_the_project_is_reported_in_its_file()
    {
        using var project = new Project("name: infra\nconfig:\n  redis: {value: {memory: 0x1F}}\n").With("dev", StackText.Of());
        Assert.Equal($"Pulumi.yaml: infra:redis.memory is {Number}", await project.RefusalAsync("dev"));
    }

    [Theory]
    [InlineData("infra:edge: {domain: Example.com}", "infra:edge.domain is \"Example.com\"")]
    [InlineData("infra:edge: {domain: example}", "infra:edge.domain is \"example\"")]
    public async Task A_domain_that_is_wrong_is_one_fault(string entry, string subject)
        => Assert.Equal(
            $"Pulumi.dev.yaml: {subject}; it takes a DNS name in lower case with at least one dot. "
                + "Use a value such as api.example.com, or remove the line.",
            await Project.RefusalOfAsync(StackText.Of(entry)));

    [Fact]
    public async Task What_is_wrong_is_not_missing_too()
        => Assert.DoesNotContain(
            "infra:cluster.context is missing",
            await Project.RefusalOfAsync(StackText.Of("infra:cluster: {context: ''}"), "prod", "--strict"),
            StringComparison.Ordinal);
}
