using System.Text.RegularExpressions;
using Infra.Applications;
using Infra.Settings;
using StackPreview.Plans;

namespace Infra.Tests.Documentation.Runbooks;

/// <summary>The commands of runbooks name what is there, and their settings exist.</summary>
public sealed partial class RunbookCommandTests
{
    private const string Folder = "docs/runbooks";

    // What pages write for whichever namespace it is.
    private static readonly string[] AnyNamespace = ["NS", "NAMESPACE", ""];

    private static readonly Lazy<IReadOnlyList<string>> Settings = new(() =>
    [
        .. ApplicationCatalog.All
            .Select(application => SettingsTable.Markdown((Catalog.Default with { Applications = [application] }).Settings))
            .SelectMany(table => SettingPattern().Matches(table))
            .Select(setting => setting.Value)
            .Distinct(),
    ]);

    public static TheoryData<string> Pages
        => [.. Page.All.Select(page => page.Path).Where(path => path.StartsWith(Folder, StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Commands_name_objects_of_the_stacks_that_they_are_for(string path)
        => Assert.Empty(FaultsOf(Page.At(path), await RunbookStacks.AllAsync()));

    [Theory]
    [InlineData("kubectl -n reference-prod get statefulset redis")]
    [InlineData("kubectl -n reference-prod logs redis-0 -c server --previous")]
    [InlineData("kubectl -n reference-prod exec redis-0 -c server -- valkey-cli --user monitor ping | tail")]
    [InlineData("kubectl -n reference-prod create job redis-backup-now --from=cronjob/redis-backup")]
    [InlineData("kubectl -n reference-prod get pods -l app.kubernetes.io/name=api")]
    [InlineData("kubectl -n reference-prod get pod POD")]
    [InlineData("kubectl -n traefik get pods")]
    [InlineData("kubectl -n reference-prod get statefulset rediss", "statefulset rediss")]
    [InlineData("kubectl -n julia-prod get cluster postgres", "cluster postgres")]
    [InlineData("kubectl -n reference-prod get thing", "kind thing")]
    [InlineData("kubectl -n reference-prod logs redis-0 -c serve", "container serve")]
    [InlineData("kubectl -n reference-prod create job now --from=cronjob/redis", "cronjob redis")]
    [InlineData("kubectl -n reference-prod get pods -l app.kubernetes.io/name=apis", "label app.kubernetes.io/name=apis")]
    [InlineData("kubectl -n shop-prod get pods", "namespace shop-prod")]
    [InlineData("kubectl -n reference-prod logs job/now", "job now")]
    [InlineData("kubectl -n traefik logs redis-0", "pod redis-0")]
    public async Task What_is_not_there_is_found(string command, string? fault = null)
    {
        var page = new Page("page.md", $"# Title\n\n```sh\n{command}\n```\n");
        Assert.Equal(fault is null ? [] : [$"{fault}: {command}"], FaultsOf(page, await RunbookStacks.AllAsync()));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Settings_exist(string path) => Assert.Empty(UnknownSettings(Page.At(path)));

    [Theory]
    [InlineData("infra:redis.memory")]
    [InlineData("infra:postgres.backup")]
    [InlineData("infra:workloads.NAME.memory")]
    [InlineData("infra:redis.memories", "infra:redis.memories")]
    [InlineData("infra:workloads.NAME.memories", "infra:workloads.NAME.memories")]
    public void A_setting_that_does_not_exist_is_found(string setting, string? unknown = null)
        => Assert.Equal(unknown is null ? [] : [unknown], UnknownSettings(new Page("page.md", $"Raise `{setting}`.")));

    private static IEnumerable<string> FaultsOf(Page page, IReadOnlyList<Plan> plans)
    {
        var commands = KubectlCommand.On(page).ToList();
        var made = commands.Select(command => command.Created).OfType<string>().ToHashSet();
        foreach (var command in commands)
        {
            var stacks = plans.Where(plan => AnyNamespace.Contains(command.Namespace) || plan.Namespace == command.Namespace).ToList();
            if (stacks.Count == 0 && !IsOfAnOperator(command.Namespace))
            {
                yield return $"namespace {command.Namespace}: {command.Text}";
            }
            else
            {
                foreach (var missing in new RenderedObjects(stacks).MissingOf(command, made))
                    yield return $"{missing}: {command.Text}";
            }
        }
    }

    // Those that settings of the cluster have as defaults.
    private static bool IsOfAnOperator(string ns)
        => Page.At("docs/settings.md").Rows()
            .Any(row => row[0].StartsWith("`infra:cluster.namespaces.", StringComparison.Ordinal) && row[1] == ns);

    private static IEnumerable<string> UnknownSettings(Page page)
        => SettingPattern().Matches(page.Text)
            .Select(setting => setting.Value.TrimEnd('.', ':'))
            .Distinct()
            .Where(setting => !IsKnown(setting));

    // A section is known by its settings.
    private static bool IsKnown(string setting)
    {
        var parts = setting.Split('.');
        return Settings.Value.Any(known =>
        {
            var others = known.Split('.');
            return others.Length >= parts.Length && parts.Zip(others).All(pair => pair.First == pair.Second || IsName(pair.First));
        });
    }

    private static bool IsName(string part) => part.Length > 0 && part.All(char.IsAsciiLetterUpper);

    [GeneratedRegex("infra:[A-Za-z][A-Za-z0-9_.-]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SettingPattern();
}
