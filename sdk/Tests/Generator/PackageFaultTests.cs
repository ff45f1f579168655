namespace Sdk.Tests.Generator;

/// <summary>What is wrong in the schema of a package is a compile error with its line and its path.</summary>
public class PackageFaultTests
{
    private const string Schema = """
        {
          "package": "example",
          "version": "1.2.0",
          "namespace": "Pulumi.Example",
          "resources": {
            "example:storage/v1:Bucket": {
              "class": "Bucket",
              "inputs": { "rules": "RuleArgs[]", "days": { "type": "int!", "default": 30 } },
              "outputs": { "location": "string?" }
            }
          },
          "inputTypes": {
            "Inputs.RuleArgs": { "prefix": "string" }
          }
        }
        """;

    [Fact]
    public void The_example_has_no_fault() => Assert.Empty(Compiled.Package(Schema).Problems);

    [Theory]
    [InlineData(
        "\"RuleArgs[]\"",
        "\"RulesArgs[]\"",
        "/repo/schema.json(8,28)",
        "inputs > rules: this schema declares no input type or enum 'RulesArgs'.")]
    [InlineData(
        "\"string?\"",
        "\"string!\"",
        "/repo/schema.json(9,32)",
        "outputs > location: 'string!' is not a type; types are a name, T[], map<T> and A | B, with ? after one that may be null.")]
    [InlineData(
        "\"default\": 30",
        "\"defualt\": 30",
        "/repo/schema.json(8,79)",
        "inputs > days > defualt: this name is not known here; known are type, csharp, secret, json, env, default.")]
    [InlineData("\"version\": \"1.2.0\",", "", "/repo/schema.json(1,1)", "(root): 'version' is missing.")]
    public void A_mistake_is_told_with_its_line_and_path(string old, string changed, string line, string fault)
    {
        Assert.Contains(old, Schema, StringComparison.Ordinal);
        var problem = Assert.Single(Compiled.Package(Schema.Replace(old, changed, StringComparison.Ordinal)).Faults);
        Assert.StartsWith($"{line}: error SDK001: ", problem.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(fault, problem.ToString(), StringComparison.Ordinal);
    }
}
