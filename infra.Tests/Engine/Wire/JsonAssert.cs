using System.Text.Json.Nodes;

namespace Infra.Tests.Engine.Wire;

/// <summary>What is expected of a value on the wire.</summary>
internal static class JsonAssert
{
    /// <summary>The value is the same, whatever the order of its members.</summary>
    public static void Equal(string expected, JsonNode? actual)
        => Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected), actual),
            $"It is {actual?.ToJsonString() ?? "nothing"}, not {expected}.");
}
