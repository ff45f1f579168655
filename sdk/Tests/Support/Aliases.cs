namespace Sdk.Tests.Support;

/// <summary>What a resource was called before.</summary>
internal static class Aliases
{
    /// <summary>The types of the aliases, in ordinal order.</summary>
    public static async Task<IReadOnlyList<string>> TypesAsync(ResourceOptions options)
    {
        var types = new List<string>();
        foreach (var alias in options.Aliases)
            types.Add(await OutputUtilities.GetValueAsync((await OutputUtilities.GetValueAsync(alias.ToOutput())).Type.ToOutput()));
        return [.. types.Order(StringComparer.Ordinal)];
    }
}
