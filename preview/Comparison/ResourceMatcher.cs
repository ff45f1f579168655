using StackPreview.Plans;

namespace StackPreview.Comparison;

/// <summary>
/// Finds the resources of a plan in another: by the types from the top and the name, which is the URN without the stack's name, those
/// that had another before by their aliases, and those whose names end in a hash of what they do, such as release jobs, by the name before
/// it.
/// </summary>
internal sealed class ResourceMatcher
{
    private readonly Dictionary<string, PlannedResource> _pairs = [];
    private readonly HashSet<string> _taken = [];
    private readonly Dictionary<string, PlannedResource> _renamed = [];

    /// <summary>Pairs the resources of two plans.</summary>
    /// <param name="before">The first plan.</param>
    /// <param name="after">The second plan.</param>
    /// <param name="areOfTwoStacks">
    /// Whether they are of two stacks: then what is called alike in the cluster is alike, too, whichever component made it. In one stack,
    /// the engine would delete the one and create the other.
    /// </param>
    public ResourceMatcher(Plan before, Plan after, bool areOfTwoStacks)
    {
        var byKey = before.Resources.ToDictionary(PlanNames.KeyOf);
        foreach (var resource in after.Resources)
        {
            if (byKey.TryGetValue(PlanNames.KeyOf(resource), out var same))
                Pair(same, resource);
        }

        var formerKeys = new FormerKeys(after);
        foreach (var resource in Unpaired(after))
        {
            var former = formerKeys
                .Of(resource)
                .Select(byKey.GetValueOrDefault)
                .FirstOrDefault(candidate => candidate is not null && !_taken.Contains(candidate.Urn));
            if (former is null)
                continue;
            Pair(former, resource);
            _renamed.Add(former.Urn, resource);
        }

        var byStableKey = before.Resources.Where(resource => !_taken.Contains(resource.Urn)).ToLookup(PlanNames.StableKeyOf);
        foreach (var resource in Unpaired(after))
        {
            if (PlanNames.StableKeyOf(resource) is { } key
                && byStableKey[key].FirstOrDefault(candidate => !_taken.Contains(candidate.Urn)) is { } same)
            {
                Pair(same, resource);
            }
        }

        if (!areOfTwoStacks)
            return;
        var byTitle = before.Objects.Where(resource => !_taken.Contains(resource.Urn)).ToLookup(resource => resource.StableTitle);
        foreach (var resource in Unpaired(after).Where(resource => resource.IsObject))
        {
            if (byTitle[resource.StableTitle].FirstOrDefault(candidate => !_taken.Contains(candidate.Urn)) is { } same)
                Pair(same, resource);
        }
    }

    /// <summary>
    /// What resources of the first plan are in the second, by their URN, where aliases say that they are the same under another name.
    /// </summary>
    public IReadOnlyDictionary<string, PlannedResource> Renamed => _renamed;

    /// <summary>What a resource of the second plan is in the first; null where it is not there.</summary>
    public PlannedResource? Before(PlannedResource after) => _pairs.GetValueOrDefault(after.Urn);

    /// <summary>Whether a resource of the first plan is in the second.</summary>
    public bool IsKept(PlannedResource before) => _taken.Contains(before.Urn);

    private IEnumerable<PlannedResource> Unpaired(Plan after) => after.Resources.Where(resource => !_pairs.ContainsKey(resource.Urn));

    private void Pair(PlannedResource before, PlannedResource after)
    {
        _pairs.Add(after.Urn, before);
        _taken.Add(before.Urn);
    }
}
