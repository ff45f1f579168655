using System.Text.RegularExpressions;
using Infra.Tests.Support;

namespace Infra.Tests.Pipelines;

/// <summary>docs/pipelines.md says what has to be set up.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] Stacks = ["dev", "stage", "prod"];

    private static string Page { get; } = File.ReadAllText(Repository.PathOf("docs/pipelines.md"));

    [Fact]
    public void Every_variable_and_secret_that_is_read_is_explained_and_no_other()
    {
        var read = WorkflowFile
            .All.SelectMany(file => SettingName().Matches(file.Text).Select(match => match.Groups["name"].Value))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.Contains("DEPLOY_AUTOMATICALLY", read);
        Assert.Contains("KUBECONFIG", read);
        Assert.Equal(read, TableRow().Matches(Page).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_environment_is_explained()
    {
        foreach (var environment in Stacks.SelectMany(stack => new[] { stack, $"{stack}-preview" }).Append("prod-review"))
            Assert.Contains($"| `{environment}` |", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_workflow_is_explained()
        => Assert.All(WorkflowFile.Workflows, file =>
            Assert.Contains($"| `{Path.GetFileName(file.Name)}` |", Page, StringComparison.Ordinal));

    [GeneratedRegex(
        @"(\bvars|\bsecrets|fromJSON\(inputs\.variables\))\.(?<name>[A-Z_]+)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex SettingName();

    // A row of the tables of variables and secrets.
    [GeneratedRegex(
        "^\\| `(?<name>[A-Z_]+)` \\|",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        1000
    )]
    private static partial Regex TableRow();
}
