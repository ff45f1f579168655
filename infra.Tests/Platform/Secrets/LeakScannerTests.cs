using System.Collections.Immutable;
using Pulumi.Testing;

namespace Infra.Tests.Platform.Secrets;

/// <summary>The scanner finds what it looks for: else the test that uses it could not fail.</summary>
public sealed class LeakScannerTests
{
    private const string Secret = "canary+here/and-there=";

    private readonly LeakScanner _scanner = new([Secret]);

    public static TheoryData<string> Forms => [.. Canaries.FormsOf(Secret)];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_secret_in_an_annotation_is_found_in_every_form(string form)
        => Assert.Equal(
            ["kubernetes:apps/v1:Deployment api: metadata.annotations.checksum"],
            _scanner.LeaksIn(
                Resource("kubernetes:apps/v1:Deployment", "api", "metadata", Map("annotations", Map("checksum", $"before {form} after"))))
        );

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_secret_in_a_ConfigMap_is_found_in_every_form(string form)
        => Assert.Equal(
            ["kubernetes:core/v1:ConfigMap config: data.DATABASE_URL"],
            _scanner.LeaksIn(Resource("kubernetes:core/v1:ConfigMap", "config", "data", Map("DATABASE_URL", form))));

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_secret_in_a_list_is_found_in_every_form(string form)
        => Assert.Equal(
            ["kubernetes:core/v1:Pod pod: spec.command[1]"],
            _scanner.LeaksIn(
                Resource("kubernetes:core/v1:Pod", "pod", "spec", Map("command", ImmutableArray.Create<object>("psql", form)))));

    [Fact]
    public void A_secret_in_a_name_is_found()
        => Assert.Equal(
            [$"kubernetes:core/v1:Secret {Secret}"],
            _scanner.LeaksIn(Resource("kubernetes:core/v1:Secret", Secret, "data", Map("key", "value"))));

    [Fact]
    public void A_secret_in_the_metadata_of_a_Secret_is_found()
        => Assert.Equal(
            ["kubernetes:core/v1:Secret keys: metadata.name"],
            _scanner.LeaksIn(Resource("kubernetes:core/v1:Secret", "keys", "metadata", Map("name", Secret))));

    [Fact]
    public void A_secret_in_the_name_of_a_key_is_found()
        => Assert.Equal(
            [$"kubernetes:core/v1:Secret keys: stringData.{Secret}"],
            _scanner.LeaksIn(Resource("kubernetes:core/v1:Secret", "keys", "stringData", Map(Secret, "value"))));

    [Fact]
    public void A_secret_in_the_data_of_a_Secret_is_in_its_place()
    {
        var resource = Resource("kubernetes:core/v1:Secret", "keys", "stringData", Map("key", Secret));
        Assert.Empty(_scanner.LeaksIn(resource));
        Assert.Equal(["keys: stringData.key"], _scanner.FindsIn(resource));
    }

    private static MockResourceArgs Resource(string type, string name, string input, object value)
        => new()
        {
            Type = type,
            Name = name,
            Inputs = Map(input, value),
        };

    private static ImmutableDictionary<string, object> Map(string key, object value)
        => ImmutableDictionary<string, object>.Empty.Add(key, value);
}
