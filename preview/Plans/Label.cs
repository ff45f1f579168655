namespace StackPreview.Plans;

/// <summary>A label of an object.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value.</param>
internal sealed record Label(string Key, string Value)
{
    /// <summary>The entry of a map of labels.</summary>
    public static Label Of(KeyValuePair<string, string> entry) => new(entry.Key, entry.Value);
}
