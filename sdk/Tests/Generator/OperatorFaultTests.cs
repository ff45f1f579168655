namespace Sdk.Tests.Generator;

/// <summary>What is wrong in the source of an operator is a compile error with its line and its path.</summary>
public class OperatorFaultTests
{
    [Fact]
    public void The_example_has_no_fault() => Assert.Empty(Compiled.Operator(ExampleOperator.Json).Problems);

    [Theory]
    [InlineData(
        "\"pattern\": \"size\"",
        "\"patern\": \"size\"",
        "types > BucketSpec > fields > size > patern: this name is not known here; known are type, doc, csharp, requiredBy, default")]
    [InlineData("\"namespace\": \"Example.Storage\",", "", "(root): 'namespace' is missing.")]
    [InlineData("\"operator\"", "\"oprator\"", "oprator: this name is not known here; known are operator,")]
    [InlineData("v{version}", "v1.2.0", "origin: it must be an address with '{version}' in it.")]
    [InlineData(
        "storage.example.com/v1:Bucket",
        "Bucket",
        "kinds > Bucket: 'Bucket' is not an API version and a kind, such as example.com/v1:Example.")]
    [InlineData(
        "BucketSpec!",
        "BucketSpec",
        "kinds > storage.example.com/v1:Bucket > spec: a spec is required: '!' stands after its type.")]
    [InlineData(
        "BucketSpec!",
        "Bucketspec!",
        "spec: this source declares no type 'Bucketspec'; types of Kubernetes are written like corev1.Bucketspec.")]
    [InlineData("\"Rule[]\"", "\"Rul[]\"", "types > BucketSpec > fields > lifecycle: this source declares no type 'Rul'")]
    [InlineData(
        "\"Rule[]\"",
        "\"Rule[\"",
        "lifecycle: 'Rule[' is not a type; types are a name, T[], map<T> and A | B, with ! after a required one.")]
    [InlineData(
        "corev1.ResourceRequirements",
        "corev1.ResourceRequirement",
        "Inputs.Core.V1.ResourceRequirementArgs; 'corev1.ResourceRequirement' is no type of Kubernetes.")]
    [InlineData(
        "\"embeds\": [\"Placed\"]",
        "\"embeds\": [\"Place\"]",
        "types > BucketSpec > embeds[0]: this source declares no type 'Place'")]
    [InlineData("\"zone\": {", "\"size\": {", "types > Placed > fields > size: a type that embeds this one has a field of the same name.")]
    [InlineData(
        "\"Something that is placed.\",",
        "\"Something that is placed.\", \"embeds\": [\"Placed\"],",
        "types > Placed: it embeds itself.")]
    [InlineData("\"embeds\": [\"Placed\"],", "", "types > Placed: no field is of the type 'Placed', and none embeds it.")]
    [InlineData(", \"doc\": \"Its port.\"", "", "types > BucketSpec > fields > port: 'doc' is missing.")]
    [InlineData("\"Its port.\"", "\"Its port\"", "types > BucketSpec > fields > port > doc: it must end with a full stop.")]
    [InlineData("\"default\": \"eu\"", "\"default\": 1", "location > default: this default is not a value of the field's type.")]
    [InlineData("\"minimum\": 1", "\"minimum\": \"1\"", "copies > minimum: it must be a number.")]
    [InlineData("\"minItems\": 1", "\"minItems\": -1", "owners > minItems: it must be a whole number, 0 or more.")]
    [InlineData(
        "\"doc\": \"Its port.\"",
        "\"doc\": \"Its port.\", \"unique\": true",
        "port > unique: 'unique' is a rule for lists, which this field does not have.")]
    [InlineData(
        "\"doc\": \"The zone.\"",
        "\"doc\": \"The zone.\", \"maximum\": 3",
        "zone > maximum: 'maximum' is a rule for numbers, which this field does not have.")]
    [InlineData("\"pattern\": \"size\"", "\"pattern\": \"length\"", "size > pattern: 'patterns' has no 'length'.")]
    [InlineData("^[0-9]+(Mi|Gi)$", "^[0-9+$", "patterns > size: this is no regular expression.")]
    [InlineData("\"pattern\": \"size\"", "\"format\": \"date\"", "size > format: the only format is 'date-time'.")]
    [InlineData("\"message\": \"not nothing\"", "\"mesage\": \"not nothing\"", "size > rules[0]: 'message' is missing.")]
    [InlineData("\"requiredBy\": \"program\"", "\"requiredBy\": \"server\"", "owners > requiredBy: it says 'program' of a required field")]
    [InlineData("\"string[]!\"", "\"string[]\"", "owners > requiredBy: it says 'program' of a required field")]
    [InlineData("\"zone\": {", "\"the-zone\": {", "the-zone: its wire name and its C# name must be C# identifiers.")]
    public void A_mistake_is_told_with_its_path(string old, string changed, string fault)
    {
        var problems = Compiled.Operator(ExampleOperator.With(old, changed)).Faults;
        Assert.Contains(problems, problem => problem.Id == "SDK001" && problem.GetMessage().Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void A_mistake_is_told_with_its_file_line_and_column()
    {
        var problem = Assert.Single(Compiled.Operator(ExampleOperator.With("\"Its port.\"", "\"Its port\"")).Faults);
        Assert.Equal(
            "/repo/Operators/example.json(37,50): error SDK001: types > BucketSpec > fields > port > doc: it must end with a full stop.",
            problem.ToString());
    }

    [Fact]
    public void A_type_that_Kubernetes_does_not_have_is_told_with_its_line()
    {
        var problem = Assert.Single(Compiled.Operator(ExampleOperator.With("corev1.Res", "corev2.Res")).Faults);
        const string Start = "/repo/Operators/example.json(38,22): error SDK001: types > BucketSpec > fields > resources: there is no ";
        Assert.StartsWith(Start, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var one = ExampleOperator.With("\"Its port.\"", "\"Its port\"");
        var two = one.Replace("\"minimum\": 1", "\"minimum\": true", StringComparison.Ordinal);
        Assert.Equal(2, Compiled.Operator(two).Faults.Length);
    }

    [Fact]
    public void Text_that_is_not_JSON_is_told_with_its_line()
    {
        var problem = Assert.Single(Compiled.Operator(ExampleOperator.With("\"kinds\": {", "\"kinds\" {")).Faults);
        Assert.StartsWith("/repo/Operators/example.json(9,", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains("(root): this is not JSON.", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_generated_from_a_source_with_a_mistake()
    {
        var program = Compiled.Operator(ExampleOperator.With("\"Its port.\"", "\"Its port\""));
        Assert.Null(program.Compilation.GetTypeByMetadataName("Example.Storage.BucketArgs"));
    }

    [Fact]
    public void A_file_elsewhere_is_no_source()
    {
        var program = Compiled.Of("/repo/settings/example.json", ExampleOperator.Json);
        Assert.Null(program.Compilation.GetTypeByMetadataName("Example.Storage.BucketArgs"));
    }
}
