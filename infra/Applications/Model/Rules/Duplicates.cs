namespace Infra.Applications.Model.Rules;

/// <summary>Finds what there may be one of, and is more than one.</summary>
internal static class Duplicates
{
    /// <summary>What several have in common, with those that have it.</summary>
    /// <param name="items">The items.</param>
    /// <param name="key">What each must have of its own.</param>
    public static IEnumerable<IGrouping<TKey, T>> Of<T, TKey>(IEnumerable<T> items, Func<T, TKey> key)
        => items.GroupBy(key).Where(group => group.Count() > 1);
}
