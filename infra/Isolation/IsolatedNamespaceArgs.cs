using System.Collections.Immutable;
using Infra.Applications.Model;

namespace Infra.Isolation;

/// <summary>A namespace that denies what is not allowed.</summary>
internal sealed record IsolatedNamespaceArgs
{
    /// <summary>The namespace's name.</summary>
    public required string Namespace { get; init; }

    /// <summary>The application it is for.</summary>
    public required ApplicationDefinition Application { get; init; }

    /// <summary>The address ranges of DNS servers outside kube-system.</summary>
    public required ImmutableArray<string> DnsRanges { get; init; }

    /// <summary>The most pods that it holds.</summary>
    public required int MostPods { get; init; }

    /// <summary>Whether it is protected against deletion, which would take everything in it along.</summary>
    public required bool Protect { get; init; }
}
