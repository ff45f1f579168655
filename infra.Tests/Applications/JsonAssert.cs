using System.Text.Json.Nodes;

namespace Infra.Tests.Applications;

/// <summary>Compares a part of a manifest with what is written down in a test.</summary>
internal static class JsonAssert
{
    /// <summary>Asserts that both say the same, in whatever order.</summary>
    /// <param name="expected">JSON.</param>
    /// <param name="actual">The part of the manifest.</param>
    public static void Equal(string expected, JsonNode? actual)
    {
        var node = JsonNode.Parse(expected);
        Assert.True(JsonNode.DeepEquals(node, actual), $"Expected: {node?.ToJsonString()}\nActual:   {actual?.ToJsonString()}");
    }
}
