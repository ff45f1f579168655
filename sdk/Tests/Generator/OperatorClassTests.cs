using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Sdk.Tests.Generator;

/// <summary>The classes that are generated from the source of an operator.</summary>
public class OperatorClassTests
{
    private const string Spec = "Example.Storage.BucketSpecArgs";

    private static readonly Compiled Example = Compiled.Operator(ExampleOperator.Json);

    [Theory]
    [InlineData("Location", "Pulumi.Input<string>")]
    [InlineData("Size", "Pulumi.Input<string>?")]
    [InlineData("Copies", "Pulumi.Input<int>?")]
    [InlineData("Port", "Pulumi.InputUnion<int, string>?")]
    [InlineData("Resources", "Pulumi.Input<Pulumi.Kubernetes.Types.Inputs.Core.V1.ResourceRequirementsArgs>?")]
    [InlineData("Labels", "Pulumi.InputMap<string>")]
    [InlineData("Lifecycle", "Pulumi.InputList<Example.Storage.RuleArgs>")]
    [InlineData("Owners", "Pulumi.InputList<string>")]
    [InlineData("Tiers", "Pulumi.InputMap<object>")]
    [InlineData("Zone", "Pulumi.Input<string>?")]
    public void A_field_is_a_property_of_its_type(string property, string type)
        => Assert.Equal(type, Example.Property(Spec, property).Type.ToDisplayString());

    [Theory]
    [InlineData("location", true)]
    [InlineData("owners", true)]
    [InlineData("size", false)]
    [InlineData("labels", false)]
    [InlineData("zone", false)]
    public void What_is_required_is_so_for_the_SDK(string wire, bool required)
    {
        var input = Example.Class(Spec).GetMembers()
            .SelectMany(member => member.GetAttributes())
            .Where(attribute => attribute.AttributeClass?.Name == "InputAttribute")
            .Single(attribute => (string?)attribute.ConstructorArguments[0].Value == wire);
        Assert.Equal(required, (bool)input.ConstructorArguments[1].Value!);
    }

    [Theory]
    [InlineData("Location", "Where it is: <c>eu</c> &amp; elsewhere. One of <c>eu</c>, <c>us</c>. Default: <c>eu</c>.")]
    [InlineData("Size", "Its size.")]
    [InlineData("Copies", "The number of copies. 1 to 5.")]
    [InlineData("Owners", "Who owns it. Not empty. One item or more.")]
    [InlineData("Tiers", """Anything. Default: <c>{"cold":{"days":30}}</c>.""")]
    [InlineData("Zone", "The zone.")]
    public void A_property_says_what_the_source_says_of_it(string property, string summary)
        => Assert.Equal(summary, Comment(Example.Property(Spec, property), "summary"));

    [Theory]
    [InlineData("Size", "Matches <c>^[0-9]+(Mi|Gi)$</c>. Refused otherwise: not nothing.")]
    [InlineData("Lifecycle", "No two items with the same <c>prefix</c>.")]
    [InlineData("Owners", "No item twice.")]
    [InlineData("Port", null)]
    public void A_property_says_what_else_it_is_held_to(string property, string? remarks)
        => Assert.Equal(remarks, Comment(Example.Property(Spec, property), "remarks"));

    [Fact]
    public void A_class_says_what_it_is_and_what_it_is_held_to_as_a_whole()
    {
        Assert.Equal("What a bucket is.", Comment(Example.Class(Spec), "summary"));
        Assert.Equal(
            "Refused otherwise: a size wants a location. Refused otherwise: a zone is no location.",
            Comment(Example.Class(Spec), "remarks"));
        Assert.Equal("When objects expire.", Comment(Example.Class("Example.Storage.RuleArgs"), "summary"));
    }

    [Fact]
    public void The_arguments_of_a_custom_resource_tell_where_it_is_documented()
    {
        var summary = Comment(Example.Class("Example.Storage.BucketArgs"), "summary");
        Assert.Equal("""A bucket. See <see href="https://example.com/docs" />.""", summary);
    }

    [Fact]
    public void They_are_those_of_its_API_version_and_kind()
    {
        const string Probe = """
            namespace Example.Storage;

            internal static class Probe
            {
                public const string Names = BucketResource.ApiVersion + " " + BucketResource.Kind + " " + BucketResource.Type;

                public const string Version = StorageOperator.Version;

                public static OperatorResourceArgs Args => new BucketArgs { Spec = new BucketSpecArgs { Location = "eu", Port = "http" } };
            }
            """;
        var program = Compiled.Operator(ExampleOperator.Json, Probe);

        Assert.Empty(program.Problems);
        var constants = program.Class("Example.Storage.Probe").GetMembers().OfType<IFieldSymbol>().Select(field => field.ConstantValue);
        Assert.Equal(["storage.example.com/v1 Bucket kubernetes:storage.example.com/v1:Bucket", "1.2.0"], constants);
    }

    [Theory]
    [InlineData("BucketArgs")]
    [InlineData("BucketSpecArgs")]
    [InlineData("RuleArgs")]
    public void Classes_are_sealed_and_for_the_program_alone(string name)
        => Assert.True(Example.Class($"Example.Storage.{name}") is { IsSealed: true, DeclaredAccessibility: Accessibility.Internal });

    [Fact]
    public void A_type_that_is_only_embedded_is_no_class()
        => Assert.Null(Example.Compilation.GetTypeByMetadataName("Example.Storage.PlacedArgs"));

    /// <summary>The inside of an element of a symbol's comment; null where there is none.</summary>
    private static string? Comment(ISymbol symbol, string element)
        => XElement.Parse(symbol.GetDocumentationCommentXml()!).Element(element) is { } found
            ? string.Concat(found.Nodes().Select(node => node.ToString(SaveOptions.DisableFormatting)))
            : null;
}
