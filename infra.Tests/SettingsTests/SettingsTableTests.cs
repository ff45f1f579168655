using Infra.Applications;
using Infra.Settings;
using Infra.Tests.Support;

namespace Infra.Tests.SettingsTests;

/// <summary>The table of settings for people.</summary>
public sealed class SettingsTableTests
{
    private const string Begin = "<!-- settings -->\n";
    private const string End = "<!-- /settings -->";

    private static readonly string Table = SettingsTable.Markdown(
        (Catalog.Default with { Applications = [ApplicationCatalog.All[0]] }).Settings);

    [Fact]
    public void The_page_of_settings_holds_the_table_that_the_program_prints()
    {
        var file = Repository.PathOf("docs", "settings.md");
        var text = File.ReadAllText(file);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(begin >= 0 && end > begin, $"docs/settings.md has no lines {Begin.Trim()} and {End}, with the table between them.");
        Golden.VerifyFile(file, text[..(begin + Begin.Length)] + Table + text[end..]);
    }

    [Theory]
    [InlineData("| `infra:environment` | the stack's name | Which environment the stack is. |")]
    [InlineData("| `infra:postgres.version` | 18 | Major version of Postgres. |")]
    [InlineData(
        "| `infra:postgres.instances` | 1 in dev, 2 in stage, 3 in prod | Number of instances: one primary, the others replicas. |")]
    [InlineData("| `infra:postgres.backup.retentionDays` | 7 in dev, 7 in stage, 30 in prod | Recovery window in days, to any second. |")]
    [InlineData("| `infra:edge.hosts.api` | api in infra:edge.domain; one of the two is required | Host under which api is reached. |")]
    [InlineData("| `infra:SLACK_WEBHOOK_URL` | required | Secret: `pulumi config set --secret SLACK_WEBHOOK_URL`. |")]
    [InlineData("| `infra:LLM_API_KEY` | none | Secret: `pulumi config set --secret LLM_API_KEY`. |")]
    public void A_row_names_the_setting_its_default_and_what_it_sets(string row) => Assert.Contains(row, Table.Split('\n'));

    [Fact]
    public void Every_row_has_three_cells()
        => Assert.All(Table.TrimEnd('\n').Split('\n'), row => Assert.Equal(4, row.Count(letter => letter == '|')));
}
