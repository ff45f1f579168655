using System.Collections.Immutable;

namespace StackPreview.Comparison;

/// <summary>
/// Tells what several resources have alike from what each has of its own: a label that changes everywhere is one thing to read and not
/// sixty.
/// </summary>
internal sealed class SharedChanges
{
    // Two are read as quickly one by one.
    private const int FewestResources = 3;

    private readonly HashSet<FieldChange> _shared = new(ReferenceEqualityComparer.Instance);

    /// <summary>Finds what is shared.</summary>
    public SharedChanges(IEnumerable<ResourceChange> changes)
    {
        var groups =
            new Dictionary<
                (string? Tail, FieldChangeKind Kind, bool IsIgnored, bool ForcesReplacement, string? Before, string? After),
                List<(ResourceChange Change, FieldChange Field)>
            >();
        var order = new List<List<(ResourceChange Change, FieldChange Field)>>();
        foreach (var change in changes)
        {
            foreach (var field in change.Fields.Where(field => field.Path.Tail is not null))
            {
                var key = (
                    field.Path.Tail,
                    field.Kind,
                    field.IsIgnored,
                    field.ForcesReplacement,
                    field.Before?.ToJsonString(),
                    field.After?.ToJsonString());
                if (!groups.TryGetValue(key, out var group))
                {
                    groups.Add(key, group = []);
                    order.Add(group);
                }

                group.Add((change, field));
            }
        }

        All = [.. order.Select(Shared).OfType<SharedChange>()];
    }

    /// <summary>What is shared, in the order in which it comes up.</summary>
    public ImmutableArray<SharedChange> All { get; }

    /// <summary>What a resource has of its own.</summary>
    public ImmutableArray<FieldChange> OwnOf(ResourceChange change) => [.. change.Fields.Where(field => !_shared.Contains(field))];

    /// <summary>Whether everything about a resource is said where what is shared is.</summary>
    public bool IsSaid(ResourceChange change)
        => change.Kind is ChangeKind.Changed or ChangeKind.Ignored && change.Fields.All(_shared.Contains);

    private SharedChange? Shared(List<(ResourceChange Change, FieldChange Field)> group)
    {
        var resources = group
            .Select(entry => entry.Change)
            .Distinct<ResourceChange>(ReferenceEqualityComparer.Instance)
            .ToImmutableArray();
        if (resources.Length < FewestResources)
            return null;
        _shared.UnionWith(group.Select(entry => entry.Field));
        return new SharedChange(group[0].Field.Path.Tail!, group[0].Field, resources);
    }
}
