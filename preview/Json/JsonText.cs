using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StackPreview.Json;

/// <summary>JSON as text that people read as well: nothing is escaped that need not be.</summary>
public static class JsonText
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>On several lines, that end in a line break.</summary>
    public static string Of(JsonNode json) => json.ToJsonString(Indented) + "\n";

    /// <summary>On one line.</summary>
    public static string OneLine(JsonNode json) => json.ToJsonString(Compact);
}
