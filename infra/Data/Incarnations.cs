namespace Infra.Data;

/// <summary>
/// The names of the servers of a data service. A recovery makes another one beside the one that is there, which bears the number of its
/// incarnation; the first one bears the name of the service.
/// </summary>
internal static class Incarnations
{
    /// <summary>The highest one. The number of one that has been removed may be used again.</summary>
    public const int Highest = 9;

    /// <summary>The name of the server of an incarnation.</summary>
    /// <param name="service">The name of the data service in the namespace.</param>
    /// <param name="incarnation">The incarnation, from 1 on.</param>
    public static string NameOf(string service, int incarnation) => incarnation == 1 ? service : $"{service}-{incarnation}";
}
