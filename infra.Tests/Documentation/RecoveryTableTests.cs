using Infra.Tests.Support;

namespace Infra.Tests.Documentation;

/// <summary>docs/recovery.md holds what previews say can be recovered.</summary>
public sealed class RecoveryTableTests
{
    private const string Begin = "<!-- objectives -->\n";
    private const string End = "<!-- /objectives -->";

    [Fact]
    public void The_page_on_recovery_holds_the_table_of_objectives()
    {
        var file = Repository.PathOf("docs", "recovery.md");
        var text = File.ReadAllText(file);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(begin >= 0 && end > begin, $"{file} has no lines {Begin.Trim()} and {End}, with the table between them.");
        Golden.VerifyFile(file, text[..(begin + Begin.Length)] + RecoveryTable.Text() + "\n" + text[end..]);
    }
}
