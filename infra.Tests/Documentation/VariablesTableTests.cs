using Infra.Applications;
using Infra.Tests.Support;

namespace Infra.Tests.Documentation;

/// <summary>The page of each application holds the table of its variables, made of its definition.</summary>
public sealed class VariablesTableTests
{
    private const string Begin = "<!-- variables -->\n";
    private const string End = "<!-- /variables -->";

    public static TheoryData<string> Applications => [.. ApplicationCatalog.All.Select(application => application.Name)];

    [Theory]
    [MemberData(nameof(Applications))]
    public void The_page_of_an_application_holds_its_variables(string application)
    {
        var file = Repository.PathOf("docs", "applications", $"{application}.md");
        var text = File.ReadAllText(file);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(begin >= 0 && end > begin, $"{file} has no lines {Begin.Trim()} and {End}, with the table between them.");
        Golden.VerifyFile(file, text[..(begin + Begin.Length)] + TableOf(application) + text[end..]);
    }

    [Theory]
    [MemberData(nameof(Applications))]
    public void Every_variable_has_a_meaning_and_a_value(string application)
        => Assert.All(
            TableOf(application).TrimEnd('\n').Split('\n')[2..],
            row => Assert.Matches(@"^\| `\S+` \| [^|]+ \| [A-Za-z][^|]+\. \| [^|]+ \|\z", row));

    [Theory]
    [InlineData(
        "julia",
        "| `SMTP_PORT` | chatwoot, chatwoot-sidekiq, chatwoot-prepare | Port of the server that mail is sent through. | "
            + "absent, or `infra:companions.chatwoot.variables.SMTP_PORT` |")]
    [InlineData(
        "julia",
        "| `POSTGRES_HOST` | chatwoot, chatwoot-sidekiq, chatwoot-prepare | Host of Postgres. | "
            + "`chatwoot-postgres`, which the program declares |")]
    [InlineData("julia", "| `RUN_MODE` | julia-fila | What the image runs. | `worker`, or `infra:variables.RUN_MODE` |")]
    [InlineData(
        "equivalence",
        "| `ADMIN_API_KEY` | web, worker, seed, api-keys | API key of administrators. | "
            + "generated; anew with `infra:generations.ADMIN_API_KEY` |")]
    [InlineData(
        "nica",
        "| `/run/secrets/huggingface_token` | nica-backend/prefetch-models | Token that models are fetched with. | "
            + "a file; absent, or `pulumi config set --secret HUGGINGFACE_TOKEN` |")]
    public void A_row_says_what_a_variable_is_and_where_its_value_comes_from(string application, string row)
        => Assert.Contains(row, TableOf(application).Split('\n'));

    private static string TableOf(string application) => VariablesTable.Of(ApplicationCatalog.All.Single(one => one.Name == application));
}
