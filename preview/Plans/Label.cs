namespace StackPreview.Plans;

/// <summary>A label of an object. Unlike a <see cref="KeyValuePair{TKey, TValue}"/>, a key that is compared without boxing.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct Label(string Key, string Value)
{
    /// <summary>The entry of a map of labels.</summary>
    public static Label Of(KeyValuePair<string, string> entry) => new(entry.Key, entry.Value);
}
