using System.Collections.Immutable;
using StackPreview.Plans;
using Pulumi.Testing;

namespace Infra.Tests.Support;

/// <summary>What a run of the stack declared.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Registered">What the engine was told, secrets in plain text.</param>
/// <param name="Stack">The stack, with its outputs.</param>
internal sealed record StackRunResult(Plan Plan, ImmutableArray<MockResourceArgs> Registered, PlatformStack Stack)
{
    /// <summary>The inputs of a resource, by its name in the program; there is exactly one.</summary>
    public ImmutableSortedDictionary<string, string> Inputs(string name)
        => FlatInputs.Of(Assert.Single(Registered, args => args.Name == name).Inputs);

    /// <summary>What judges a rollout, and is another with every one: its gate, verifications, and the hosts that they ask.</summary>
    private IEnumerable<string> Judges
        => from resource in Plan.OfKind("Job", "Service")
           where resource.Kind == "Job"
               ? resource.Options.IgnoreChanges.IsEmpty || resource.Name.EndsWith("-rollout", StringComparison.Ordinal)
               : resource.Name.EndsWith("-release-service", StringComparison.Ordinal)
           select resource.Name;

    /// <summary>
    /// The names of the resources whose inputs another run declares differently, does not declare, or alone declares; but for what judges
    /// a rollout.
    /// </summary>
    public IEnumerable<string> ChangedIn(StackRunResult other)
        => from name in Registered.Concat(other.Registered).Select(args => args.Name!).Distinct().Order(StringComparer.Ordinal)
           where TextOf(this, name) != TextOf(other, name)
           where !Judges.Contains(name)
           select name;

    private static string? TextOf(StackRunResult run, string name)
        => run.Registered.Any(args => args.Name == name)
            ? string.Join('\n', run.Inputs(name).Select(entry => $"{entry.Key}={entry.Value}"))
            : null;
}
