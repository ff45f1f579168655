using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StackPreview.Json;
using StackPreview.Plans;

namespace StackPreview.Comparison;

/// <summary>Compares two plans of an application. Its cost grows with the plans and no faster.</summary>
public sealed class PlanComparer
{
    private const string ProviderPrefix = "pulumi:providers:";

    private readonly Plan _before;
    private readonly Plan _after;
    private readonly bool _isOneStack;
    private readonly PlanNames _namesBefore;
    private readonly PlanNames _namesAfter;
    private readonly ResourceMatcher _matcher;
    private readonly ResourceComparer _comparer;
    private readonly Dictionary<string, PlannedResource> _providers;
    private readonly HashSet<string> _renewed = [];

    private PlanComparer(Plan before, Plan after)
    {
        _before = before;
        _after = after;
        _isOneStack = PlanComparison.AreOfOneStack(before, after);
        _providers = after
            .Resources.Where(resource => resource.Type.StartsWith(ProviderPrefix, StringComparison.Ordinal))
            .ToDictionary(resource => resource.Urn);
        _matcher = new ResourceMatcher(before, after, areOfTwoStacks: !_isOneStack);
        _namesBefore = new PlanNames(before, !_isOneStack, _matcher.Renamed);
        _namesAfter = new PlanNames(after, !_isOneStack);
        _comparer = new ResourceComparer(_namesBefore, _namesAfter, resource => _renewed.Contains(resource.Urn));
    }

    /// <summary>What differs between two plans.</summary>
    /// <param name="before">The first, of what is there.</param>
    /// <param name="after">The second, of what becomes of it.</param>
    /// <param name="rules">What may become of a live stack: they are asked where both plans are of one.</param>
    public static PlanComparison Compare(Plan before, Plan after, IEnumerable<IChangeRule> rules)
        => new PlanComparer(before, after).Compare(rules);

    private PlanComparison Compare(IEnumerable<IChangeRule> rules)
    {
        // In the order to deploy them, so that it is known of each object that a resource names whether it is replaced.
        var kept = _after.Resources.Select(Change).ToList();
        var deleted = _before
            .Resources.Where(resource => !_matcher.IsKept(resource))
            .Reverse()
            .Select(resource => new ResourceChange(ChangeKind.Deleted, resource.StableTitle, resource, null, []));
        var comparison = new PlanComparison
        {
            Before = _before,
            After = _after,
            Resources = [.. kept.OfType<ResourceChange>(), .. deleted],
            Kept =
            [
                .. _after
                    .Resources.Select(after => (Before: _matcher.Before(after), After: after))
                    .Where(pair => pair.Before is not null)
                    .Select(pair => (pair.Before!, pair.After)),
            ],
            Unchanged = kept.Count(change => change is null),
            Outputs = Outputs(),
        };
        if (!_isOneStack)
            return comparison;
        var told = comparison with
        {
            Rollouts = [.. Consequences.RolloutsOf(comparison)],
            Runs = [.. Consequences.RunsOf(comparison)],
        };
        // A rule may ask what rolls out.
        return told with { Findings = [.. rules.SelectMany(rule => rule.Run(told)).OrderByDescending(finding => finding.IsRefused)] };
    }

    private ResourceChange? Change(PlannedResource after)
    {
        var title = after.StableTitle;
        if (_matcher.Before(after) is not { } before)
            return new ResourceChange(ChangeKind.Created, title, null, after, []);
        var isRenamed = _matcher.Renamed.ContainsKey(before.Urn);
        var isAnother = !isRenamed && PlanNames.KeyOf(before) != PlanNames.KeyOf(after);
        var fields = isRenamed ? _comparer.Compare(before, after).Add(Rename(before, after)) : _comparer.Compare(before, after);
        if (fields.IsEmpty && !isAnother)
            return null;
        if (!_isOneStack)
            return fields.IsEmpty ? null : new ResourceChange(ChangeKind.Changed, title, before, after, fields);

        var marked = isAnother ? fields : ReplacementRules.Mark(before, after, fields, _providers);
        if (isAnother || marked.Any(field => field.ForcesReplacement))
        {
            _renewed.Add(after.Urn);
            return new ResourceChange(ChangeKind.Replaced, title, before, after, marked);
        }

        return new ResourceChange(
            marked.All(field => field.IsIgnored) ? ChangeKind.Ignored : ChangeKind.Changed,
            title,
            before,
            after,
            marked);
    }

    // The same resource: an alias says so.
    private static FieldChange Rename(PlannedResource before, PlannedResource after)
        => new(
            InputPath.Root.Field(ResourceComparer.Options).Field("urn"),
            FieldChangeKind.Changed,
            PlanNames.KeyOf(before),
            PlanNames.KeyOf(after));

    private ImmutableArray<FieldChange> Outputs()
    {
        var comparer = new ValueComparer(
            new ComparedSide(_namesBefore, _before.OutputFingerprints),
            new ComparedSide(_namesAfter, _after.OutputFingerprints),
            _ => false);
        comparer.Compare(InputPath.Root, Map(_before), Map(_after));
        return [.. comparer.Changes];

        static JsonObject Map(Plan plan) => new(plan.Outputs.Select(output => KeyValuePair.Create(output.Key, output.Value?.DeepClone())));
    }
}
