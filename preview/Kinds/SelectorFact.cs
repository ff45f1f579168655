using System.Text.Json.Nodes;
using StackPreview.Json;

namespace StackPreview.Kinds;

/// <summary>Which pods are selected.</summary>
/// <param name="Path">Where the selector stands.</param>
/// <param name="IsMap">Whether it is a map of labels. Default: it is a selector with <c>matchLabels</c>.</param>
public sealed record SelectorFact(string Path, bool IsMap = false)
{
    /// <summary>The labels by which it selects; none where it selects all.</summary>
    public IReadOnlyDictionary<string, string> LabelsIn(JsonObject inputs) => inputs.Texts(IsMap ? Path : $"{Path}.matchLabels");
}
