using Sdk.Tests.Support;

namespace Sdk.Tests.Outputs;

/// <summary>Output.JsonSerialize.</summary>
public class JsonSerializeTests
{
    [Fact]
    public Task It_uses_the_defaults_of_System_Text_Json()
        => OutputAssert.KnownAsync(
            """{"Name":"\u003Capi\u003E","Port":80,"Note":null}""",
            Output.JsonSerialize(Output.Create(new { Name = "<api>", Port = 80, Note = (string?)null })));

    [Fact]
    public Task It_takes_options()
        => OutputAssert.KnownAsync(
            """{"name":"api"}""",
            Output.JsonSerialize(Output.Create(new { Name = "api" }), System.Text.Json.JsonSerializerOptions.Web));

    [Fact]
    public Task A_nested_output_becomes_its_value()
        => OutputAssert.KnownAsync(
            """{"Now":"a","Later":2}""",
            Output.JsonSerialize(Output.Create(new { Now = Output.Create("a"), Later = Output.Create(LaterAsync()) })));

    [Fact]
    public Task A_nested_input_becomes_its_value()
        => OutputAssert.KnownAsync(
            """{"Plain":"a","Output":2}""",
            Output.JsonSerialize(Output.Create(new { Plain = (Input<string>)"a", Output = (Input<int>)Output.Create(LaterAsync()) })));

    [Fact]
    public Task A_nested_InputMap_becomes_its_values()
        => OutputAssert.KnownAsync(
            """{"Labels":{"app":"api"}}""",
            Output.JsonSerialize(Output.Create(new { Labels = new InputMap<string> { ["app"] = Output.Create("api") } })));

    [Fact]
    public Task A_nested_InputList_becomes_its_values()
        => OutputAssert.KnownAsync(
            """{"Items":["a","b"]}""",
            Output.JsonSerialize(Output.Create(new { Items = new InputList<string> { "a", Output.Create("b") } })));

    [Fact]
    public Task Outputs_within_nested_values_become_their_values_too()
        => OutputAssert.KnownAsync(
            """{"Outer":{"Inner":[1,2]}}""",
            Output.JsonSerialize(
                Output.Create(new { Outer = Output.Create(new { Inner = new[] { Output.Create(1), Output.Create(LaterAsync()) } }) })));

    [Fact]
    public async Task It_is_secret_if_the_value_or_a_nested_one_is()
    {
        await OutputAssert.SecretAsync(Output.JsonSerialize(Output.CreateSecret(new { Name = "api" })));
        await OutputAssert.SecretAsync(Output.JsonSerialize(Output.Create(new { Name = Output.CreateSecret("api") })));
        await OutputAssert.NotSecretAsync(Output.JsonSerialize(Output.Create(new { Name = Output.Create("api") })));
    }

    [Fact]
    public async Task It_depends_on_what_nested_values_depend_on()
    {
        var widget = await new TestRun().DeclareAsync(() => new Widget("a"));

        await OutputAssert.DependsOnAsync(Output.JsonSerialize(Output.Create(new { widget.Id })), widget);
    }

    private static async Task<int> LaterAsync()
    {
        await Task.Delay(10);
        return 2;
    }
}
