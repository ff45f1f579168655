using System.Text.Json;
using System.Text.Json.Serialization;
using Sdk.Tests.Support;

namespace Sdk.Tests.Configuration;

/// <summary>Structured values: JSON text, read with the default JsonSerializer options unless others are given.</summary>
public class ObjectTests
{
    private static readonly JsonSerializerOptions Lenient = new()
    {
        PropertyNameCaseInsensitive = true,
        Converters = { new JsonStringEnumConverter() },
    };

    [Fact]
    public async Task RequireObject_and_GetObject_read_JSON()
    {
        const string Json = """{ "Name": "api", "Replicas": 3, "Tier": 1 }""";

        Assert.Equal(new Size("api", 3, Tier.Large), await ReadAsync(Json, config => config.RequireObject<Size>("size")));
        Assert.Equal(new Size("api", 3, Tier.Large), await ReadAsync(Json, config => config.GetObject<Size>("size")));
    }

    [Fact]
    public async Task GetObject_of_a_missing_value_is_null()
    {
        Assert.Null(await new TestRun().DeclareAsync(() => new Config("proj").GetObject<Size>("size")));
        Assert.Null(await new TestRun().DeclareAsync(() => new Config("proj").GetObject<Size>("size", Lenient)));
    }

    [Fact]
    public async Task Names_are_case_sensitive()
    {
        const string Json = """{ "name": "api", "Replicas": 3 }""";
        var expected = new Size(null, 3, Tier.Small);

        Assert.Equal(expected, await ReadAsync(Json, config => config.RequireObject<Size>("size")));
        Assert.Equal(expected, await ReadAsync(Json, config => config.GetObject<Size>("size")));
    }

    [Fact]
    public async Task Enums_are_numbers()
        => Assert.Equal(
            $"Configuration 'proj:size' value '{{ \"Tier\": \"Large\" }}' is not a valid {typeof(Size).FullName}",
            await FailAsync("""{ "Tier": "Large" }""", config => config.RequireObject<Size>("size")));

    [Fact]
    public async Task Unknown_members_are_ignored_silently()
        => Assert.Equal(
            new Size("api", 3, Tier.Small),
            await ReadAsync("""{ "Name": "api", "Replicas": 3, "Colour": "red" }""", config => config.RequireObject<Size>("size")));

    [Fact]
    public async Task An_invalid_object_is_told_with_the_full_name_of_its_type()
        => Assert.Equal(
            $"Configuration 'proj:size' value 'big' is not a valid {typeof(Size).FullName}",
            await FailAsync("big", config => config.GetObject<Size>("size")));

    [Fact]
    public async Task An_invalid_object_of_a_built_in_type_is_told_with_the_full_name_of_its_type()
        => Assert.Equal(
            "Configuration 'proj:size' value 'big' is not a valid System.Int32",
            await FailAsync("big", config => config.GetObject<int>("size")));

    [Fact]
    public async Task There_are_overloads_that_take_JsonSerializerOptions()
    {
        const string Json = """{ "name": "api", "replicas": 3, "tier": "Large" }""";
        var expected = new Size("api", 3, Tier.Large);

        Assert.Equal(expected, await ReadAsync(Json, config => config.RequireObject<Size>("size", Lenient)));
        Assert.Equal(expected, await ReadAsync(Json, config => config.GetObject<Size>("size", Lenient)));
        await OutputAssert.KnownAsync(expected, await ReadAsync(Json, config => config.RequireSecretObject<Size>("size", Lenient)));
        await OutputAssert.KnownAsync(expected, await ReadAsync(Json, config => config.GetSecretObject<Size>("size", Lenient)!));
    }

    // The engine decrypts a nested `secure:` and passes the plain value on.
    [Fact]
    public async Task RequireObject_and_GetObject_of_a_value_with_a_nested_secret_give_a_plain_unmarked_value()
    {
        var run = new TestRun
        {
            Config = """{ "proj:size": "{ \"Name\": \"decrypted\" }" }""",
            SecretKeys = """["proj:size"]""",
        };

        var (required, optional) = await run.DeclareAsync(() =>
        {
            var config = new Config("proj");
            return (Output.Create(config.RequireObject<Size>("size")), Output.Create(config.GetObject<Size>("size")));
        });

        await OutputAssert.KnownAsync(new Size("decrypted", 0, Tier.Small), required);
        await OutputAssert.NotSecretAsync(required);
        await OutputAssert.NotSecretAsync(optional);
    }

    private static Task<T> ReadAsync<T>(string value, Func<Config, T> read)
        => new TestRun { Config = JsonSerializer.Serialize(new Dictionary<string, string> { ["proj:size"] = value }) }
            .DeclareAsync(() => read(new Config("proj")));

    private static Task<string> FailAsync<T>(string value, Func<Config, T> read) => Failures.SingleOfAsync(() => ReadAsync(value, read));
}
