using System.Collections.Immutable;

namespace StackPreview.Plans;

/// <summary>How a resource is deployed, with what it inherits.</summary>
public sealed record PlannedOptions
{
    /// <summary>Whether deleting it is an error.</summary>
    public bool Protect { get; init; }

    /// <summary>Whether the real resource stays when it leaves the program.</summary>
    public bool RetainOnDelete { get; init; }

    /// <summary>The URN of the provider that deploys it; null for the default one.</summary>
    public string? Provider { get; init; }

    /// <summary>Paths of inputs whose changes are not deployed.</summary>
    public ImmutableArray<string> IgnoreChanges { get; init; } = [];

    /// <summary>Paths of inputs whose changes replace it.</summary>
    public ImmutableArray<string> ReplaceOnChanges { get; init; } = [];

    /// <summary>Outputs that are secret although the provider does not say so.</summary>
    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];

    /// <summary>The URNs that it had before: what is there under one of them is this resource, under another name.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>How long each operation may take, by its name, in seconds.</summary>
    public ImmutableSortedDictionary<string, int> TimeoutSeconds { get; init; } = ImmutableSortedDictionary<string, int>.Empty;
}
