using Sdk.Generator.Model;
using Sdk.Generator.Reading.Operators;

namespace Sdk.Tests.Generator;

/// <summary>What the API server holds custom resources to, as it is read from the source of an operator.</summary>
public class OperatorRulesTests
{
    private static readonly OperatorSchema Example = OperatorReader.Read("example.json", ExampleOperator.Json).Schema!;

    [Fact]
    public void A_source_tells_its_version_and_where_its_definitions_are_published()
    {
        Assert.Equal(("Example operator", "1.2.0"), (Example.Operator, Example.Version));
        Assert.Equal("https://example.com/v1.2.0/crds", Example.Origin);
    }

    [Fact]
    public void Required_is_what_the_API_server_requires_whatever_the_program_requires()
    {
        Assert.True(Field("location") is { Required: true, Rules.Required: true });
        Assert.True(Field("owners") is { Required: true, Rules.Required: false });
        Assert.True(Field("size") is { Required: false, Rules.Required: false });
    }

    [Fact]
    public void Rules_are_those_of_the_source()
    {
        Assert.Equal(["eu", "us"], Field("location").Rules.Enum);
        Assert.Equal("^[0-9]+(Mi|Gi)$", Field("size").Rules.Pattern);
        Assert.Equal((1m, 5m), (Field("copies").Rules.Minimum, Field("copies").Rules.Maximum));
        Assert.Equal((1, 1), (Field("owners").Rules.MinLength, Field("owners").Rules.MinItems));
        Assert.Empty(Field("owners").Rules.UniqueBy!);
        Assert.Equal("prefix", Assert.Single(Field("lifecycle").Rules.UniqueBy!));
        Assert.Null(Field("port").Rules.UniqueBy);
    }

    [Fact]
    public void Defaults_are_JSON()
    {
        Assert.Equal("\"eu\"", Field("location").Rules.Default);
        Assert.Equal("""{"cold":{"days":30}}""", Field("tiers").Rules.Default);
        Assert.Null(Field("size").Rules.Default);
    }

    [Fact]
    public void Rules_in_CEL_are_of_an_object_or_of_a_field()
    {
        Assert.Equal(
            [
                new CelRule("!has(self.size) || has(self.location)", "a size wants a location", ".size", "FieldValueInvalid"),
                new CelRule("self.zone != self.location", "a zone is no location", null, null),
            ],
            Spec.Rules);
        Assert.Equal([new CelRule("self != '0Gi'", "not nothing", null, null)], Field("size").Rules.Cel);
    }

    [Fact]
    public void Fields_lead_to_the_types_of_the_source_and_end_at_those_of_Kubernetes()
    {
        var items = Assert.IsType<TypeRef.List>(Field("lifecycle").Type).Item;
        Assert.Equal(["prefix", "then"], Example.FindType(items)!.Fields.Select(field => field.Wire));
        Assert.Null(Example.FindType(Field("resources").Type));
    }

    [Fact]
    public void A_kind_is_found_by_its_API_version()
    {
        Assert.Null(Example.FindKind("storage.example.com/v2", "Bucket"));
        Assert.Equal("kubernetes:storage.example.com/v1:Bucket", Example.FindKind("storage.example.com/v1", "Bucket")!.Token);
    }

    private static ObjectSchema Spec => Example.FindType(Example.FindKind("storage.example.com/v1", "Bucket")!.Spec.Type)!;

    private static FieldSchema Field(string name) => Spec.Fields.Single(field => field.Wire == name);
}
