namespace Infra.Tests.Goldens;

/// <summary>
/// Sets of stacks in few words. A stack is <c>julia prod</c>, an application in an environment; <c>prod</c> is all applications there, and
/// <c>julia</c> the application everywhere; <c>prod, julia stage</c> is both.
/// </summary>
/// <param name="all">All stacks, in the order in which they are named.</param>
internal sealed class StackSets(IEnumerable<(string Application, string Environment)> all)
{
    private const string Separator = ", ";

    private readonly List<(string Application, string Environment)> _all = [.. all];

    /// <summary>All stacks.</summary>
    public IReadOnlyList<string> All => [.. _all.Select(NameOf)];

    /// <summary>The name of a stack.</summary>
    public static string NameOf((string Application, string Environment) stack) => $"{stack.Application} {stack.Environment}";

    /// <summary>The words for a set.</summary>
    /// <param name="set">The set, which is not empty.</param>
    /// <param name="within">Those that it was chosen from; the words leave out what they have in common.</param>
    public string WordsFor(IReadOnlySet<string> set, IReadOnlySet<string> within)
    {
        var possible = _all.Where(stack => within.Contains(NameOf(stack))).ToList();
        var environments = possible.GroupBy(stack => stack.Environment).Where(stacks => stacks.All(IsIn)).Select(one => one.Key).ToList();
        var byApplication = string.Join(Separator, Applications([]));
        var byEnvironment = string.Join(Separator, environments.Concat(Applications(environments)));
        return byEnvironment.Length <= byApplication.Length ? byEnvironment : byApplication;

        bool IsIn((string, string) stack) => set.Contains(NameOf(stack));

        IEnumerable<string> Applications(List<string> named)
        {
            foreach (var stacks in possible.GroupBy(stack => stack.Application))
            {
                var own = stacks.Where(IsIn).Select(stack => stack.Environment).ToList();
                if (own.TrueForAll(named.Contains))
                    continue;
                yield return own.Count == stacks.Count() ? stacks.Key : $"{stacks.Key} {string.Join(' ', own)}";
            }
        }
    }

    /// <summary>The set that words stand for; null where they are no such words.</summary>
    /// <param name="words">The words.</param>
    /// <param name="within">Those that it was chosen from.</param>
    public IReadOnlySet<string>? Parse(string words, IReadOnlySet<string> within)
    {
        var terms = words.Split(Separator).Select(term => term.Split(' ')).ToList();
        if (!terms.TrueForAll(term => Array.TrueForAll(term, word => IsApplication(word) || IsEnvironment(word))))
            return null;
        return _all.Where(stack => within.Contains(NameOf(stack)) && terms.Exists(term => IsIn(stack, term))).Select(NameOf).ToHashSet();
    }

    // Of a kind of words that is not there, any will do.
    private bool IsIn((string Application, string Environment) stack, string[] term)
        => (term.Contains(stack.Application) || !Array.Exists(term, IsApplication))
           && (term.Contains(stack.Environment) || !Array.Exists(term, IsEnvironment));

    private bool IsApplication(string word) => _all.Exists(stack => stack.Application == word);

    private bool IsEnvironment(string word) => _all.Exists(stack => stack.Environment == word);
}
