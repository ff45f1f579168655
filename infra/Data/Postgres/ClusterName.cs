using System.Text.RegularExpressions;
using Infra.Kubernetes;

namespace Infra.Data.Postgres;

/// <summary>
/// The names of the clusters of a data service. A recovery makes another cluster beside the one that is there, which bears the number of
/// its incarnation; the first one bears the name of the service.
/// </summary>
internal static partial class ClusterName
{
    /// <inheritdoc cref="Incarnations.Highest"/>
    public const int HighestIncarnation = Incarnations.Highest;

    /// <summary>The most characters that the operator takes for a cluster's name.</summary>
    public const int Longest = 50;

    /// <summary>The name of a scratch cluster of a data service.</summary>
    /// <param name="service">The name of the data service in the namespace.</param>
    /// <param name="purpose">What it is for, one word.</param>
    public static string OfScratch(string service, string purpose) => ContentHash.Bounded($"{service}-{purpose}", Longest);

    /// <summary>The name of the cluster of an incarnation.</summary>
    /// <param name="service">The name of the data service in the namespace.</param>
    /// <param name="incarnation">The incarnation, from 1 on.</param>
    public static string Of(string service, int incarnation) => Incarnations.NameOf(service, incarnation);

    /// <summary>The name of the data service that a cluster is of.</summary>
    public static string ServiceOf(string cluster)
        => IncarnationPattern().Match(cluster) is { Success: true } match ? match.Groups["service"].Value : cluster;

    /// <summary>The section of the stack file that a cluster is set in. A companion's bears the companion's name.</summary>
    public static string SectionOf(string cluster) => DataSection.Of(PostgresService.ServiceName, ServiceOf(cluster));

    /// <summary>The number of a cluster's incarnation.</summary>
    public static int IncarnationOf(string cluster)
        => IncarnationPattern().Match(cluster) is { Success: true } match ? int.Parse(match.Groups["number"].ValueSpan) : 1;

    [GeneratedRegex($"^(?<service>(.+-)?{PostgresService.ServiceName})-(?<number>[2-9])$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IncarnationPattern();
}
