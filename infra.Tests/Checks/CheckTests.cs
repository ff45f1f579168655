using System.Text.RegularExpressions;
using Infra.Checks;
using Infra.Tests.Support;

namespace Infra.Tests.Checks;

public sealed class CheckTests
{
    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (var one in CheckCases.All)
                cases.Add(one.Check, one.Target, one.Change);
            return cases;
        }
    }

    public static TheoryData<string, string> Deployments => Repository.DeploymentData;

    public static TheoryData<string> Checks => [.. CheckCatalog.All.Select(check => check.Id)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Changed_plan_fails_the_check_and_no_others_than_listed(string check, string target, string change)
    {
        var expected = CheckCases.Find(check, target, change);
        var preview = await expected.PreviewAsync();

        var failing = preview.Failing(expected.Edit(preview.Plan));

        var found = failing.SelectMany(
            result => result.Findings,
            (result, finding) => $"{result.Check.Id}: {finding.Resource.StableTitle()}: {StableNames.WithoutHashes(finding.Problem)}");
        Assert.Contains($"{expected.Check}: {expected.Resource}: {expected.Problem}", found);
        Assert.All(failing.SelectMany(result => result.Findings), finding =>
            Assert.Matches(@"^[^:]+: \S.*[^.]\. [A-Z].*[^.]\.$", finding.Text));
        Assert.Equal(
            expected.AlsoFailing.Append(expected.Check).Order(StringComparer.Ordinal),
            failing.Select(result => result.Check.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Every_application_passes_every_check_in_every_stack(string application, string stack)
    {
        var preview = await Previews.OfAsync(stack, application);

        Assert.Empty(preview.Checks.SelectMany(result => result.Findings).Select(finding => finding.Text));
        Assert.Equal(CheckCatalog.All, preview.Checks.Select(result => result.Check));
        Assert.True(preview.IsPassed);
    }

    [Theory]
    [InlineData("MAX_TOKENS")]
    [InlineData("ACCESS_TOKEN_EXPIRE_MINUTES")]
    [InlineData("OAUTH_TOKEN_URL")]
    [InlineData("DB_PASSWORD_FILE")]
    [InlineData("KEYBOARD")]
    public async Task A_plain_variable_that_only_speaks_of_secrets_passes(string name)
    {
        var preview = await Previews.OfAsync("prod");
        Assert.Empty(preview.Failing(preview.Plan.With("ConfigMap reference-api-config", $"data.{name}", "30")));
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public void Check_has_a_case(string id) => Assert.Contains(CheckCases.All, one => one.Check == id);

    [Fact]
    public void Every_problem_that_a_check_has_a_sentence_for_has_a_case()
    {
        var sentences = ProblemSentences.All().ToList();

        Assert.Equal(
            CheckCatalog.All.Select(check => check.Id).Order(StringComparer.Ordinal),
            sentences.Select(sentence => sentence.Check).Distinct().Order(StringComparer.Ordinal));
        Assert.All(sentences, sentence =>
            Assert.Contains(CheckCases.All, one =>
                one.Check == sentence.Check
                && Regex.IsMatch(one.Problem, sentence.Pattern, RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1))));
    }

    [Fact]
    public void Case_is_of_a_check_that_exists()
    {
        var ids = CheckCatalog.All.Select(check => check.Id).ToHashSet();
        Assert.All(CheckCases.All.SelectMany(one => one.AlsoFailing.Append(one.Check)), id => Assert.Contains(id, ids));
    }

    [Fact]
    public void Checks_have_ids_and_sentences_of_their_own()
    {
        Assert.Equal(CheckCatalog.All.Count, CheckCatalog.All.Select(check => check.Id).Distinct().Count());
        Assert.Equal(CheckCatalog.All.Count, CheckCatalog.All.Select(check => check.Sentence).Distinct().Count());
        Assert.All(CheckCatalog.All, check => Assert.Matches("^[a-z]+(-[a-z]+)+$", check.Id));
        Assert.All(CheckCatalog.All, check => Assert.False(check.Sentence.EndsWith('.'), check.Sentence));
    }
}
