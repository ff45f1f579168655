using Infra.Tests.Support;

namespace Infra.Tests.Conventions;

/// <summary>Outside of Environments/, nothing asks which environment it is in.</summary>
public sealed class EnvironmentNamesTests
{
    [Fact]
    public void No_code_outside_of_the_environments_asks_for_one_by_name()
    {
        var files = Directory.EnumerateFiles(Repository.PathOf("infra"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(Repository.PathOf("infra", "Environments"), StringComparison.Ordinal))
            .ToList();

        Assert.Contains(Repository.PathOf("infra", "PlatformStack.cs"), files);
        Assert.Empty(
            files.SelectMany(file =>
                EnvironmentNameRule
                    .FindingsIn(File.ReadAllText(file))
                    .Select(finding => $"{Path.GetRelativePath(Repository.Root, file)}, {finding}")));
    }

    [Theory]
    [InlineData("if (name == \"prod\") { }")]
    [InlineData("if (\"Prod\" != name) { }")]
    [InlineData("if ((name) == (\"production\")) { }")]
    [InlineData("if (kind == EnvironmentKind.Prod) { }")]
    [InlineData("if (settings.Environment.Name == other) { }")]
    [InlineData("if (other != environment.Name!) { }")]
    [InlineData("if (profile == Environments.Dev) { }")]
    [InlineData("if (Deployment.Instance.StackName == name) { }")]
    [InlineData("if (stackName != name) { }")]
    [InlineData("if (placement?.Environment?.Name is null) { }")]
    [InlineData("if (name.Equals(\"stage\", StringComparison.Ordinal)) { }")]
    [InlineData("if (\"stage\".Equals(name)) { }")]
    [InlineData("if (string.Equals(name, \"STAGING\")) { }")]
    [InlineData("if (string.Compare(name, \"dev\") == 0) { }")]
    [InlineData("if (environment.Name.CompareTo(name) > 0) { }")]
    [InlineData("if (name.StartsWith(\"prod\")) { }")]
    [InlineData("if (settings.Environment.Name.EndsWith(suffix)) { }")]
    [InlineData("if (new[] { \"dev\", \"stage\" }.Contains(name)) { }")]
    [InlineData("if (((string[])[\"dev\"]).Contains(name)) { }")]
    [InlineData("if (names.Contains(settings.Environment.Name)) { }")]
    [InlineData("if (name is \"prod\") { }")]
    [InlineData("if (name is not (\"dev\" or \"stage\")) { }")]
    [InlineData("if (settings is { Environment: { Name: \"prod\" } }) { }")]
    [InlineData("if (settings is { Environment.Name: \"prod\" }) { }")]
    [InlineData("if (kind is EnvironmentKind.Stage) { }")]
    [InlineData("if (environment.Name is var name) { }")]
    [InlineData("switch (name) { case \"prod\": break; }")]
    [InlineData("switch (kind) { case EnvironmentKind.Dev: break; }")]
    [InlineData("switch (settings.Environment.Name) { default: break; }")]
    [InlineData("var days = name switch { \"prod\" => 30, _ => 7 };")]
    [InlineData("var days = environment.Name switch { { Length: 4 } => 30, _ => 7 };")]
    [InlineData("var days = kind switch { EnvironmentKind.Prod => 30, _ => 7 };")]
    [InlineData("var days = new Dictionary<string, int> { [\"prod\"] = 30 };")]
    [InlineData("var days = new Dictionary<string, int> { { \"prod\", 30 } };")]
    [InlineData("var days = new Dictionary<Kind, int> { [Kind.Prod] = 30 };")]
    [InlineData("days.Add(\"prod\", 30);")]
    [InlineData("days.TryGetValue(settings.Environment.Name, out var value);")]
    [InlineData("var value = days[\"prod\"];")]
    [InlineData("var value = days[placement.Environment.Name];")]
    public void Asking_for_one_is_found(string statement) => Assert.NotEmpty(EnvironmentNameRule.FindingsIn(InMethod(statement)));

    [Theory]
    [InlineData("if (environment.RequiresImageDigests) { }")]
    [InlineData("if (environment.Backup.RetentionDays == 30) { }")]
    [InlineData("if (service.Name == other.Name) { }")]
    [InlineData("if (name == \"product\") { }")]
    [InlineData("if (name is \"devices\" or \"stages\") { }")]
    [InlineData("var text = $\"{application.Name}-{environment.Name}\";")]
    [InlineData("var text = \"prod\" + \"dev\";")]
    [InlineData("var profile = new EnvironmentTraits { Name = \"dev\" };")]
    [InlineData("labels.Add(\"environment\", environment.Name);")]
    [InlineData("var labels = new Dictionary<string, string> { [\"environment\"] = environment.Name };")]
    [InlineData("Report(environment.Name, \"prod\");")]
    [InlineData("// if (name == \"prod\")")]
    public void Using_a_profile_and_telling_its_name_is_not(string statement)
        => Assert.Empty(EnvironmentNameRule.FindingsIn(InMethod(statement)));

    [Fact]
    public void A_finding_names_its_line()
        => Assert.Equal(
            ["line 3: name == \"prod\""],
            EnvironmentNameRule.FindingsIn("void M(string name)\n{\n    if (name == \"prod\")\n        return;\n}"));

    private static string InMethod(string statement) => $"class C {{ void M() {{ {statement}\n }} }}";
}
