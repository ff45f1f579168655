namespace StackPreview.Plans;

/// <summary>Finds out what labels select.</summary>
public static class LabelSelector
{
    /// <summary>Whether all the wanted labels are there.</summary>
    public static bool Matches(IReadOnlyDictionary<string, string> wanted, IReadOnlyDictionary<string, string> labels)
        => wanted.All(entry => labels.TryGetValue(entry.Key, out var value) && value == entry.Value);
}
