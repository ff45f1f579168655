namespace Infra.Data;

/// <summary>
/// The servers of a data service that a recovery made, one beside the other: the first one bears the name of the service, another one the
/// number of its incarnation as well.
/// </summary>
internal static class Incarnations
{
    /// <summary>The highest. The number of one that has been removed may be used again.</summary>
    public const int Highest = 9;

    /// <summary>The name of the server of an incarnation.</summary>
    /// <param name="service">The name of the data service in the namespace.</param>
    /// <param name="incarnation">The incarnation, from 1 on.</param>
    public static string NameOf(string service, int incarnation) => incarnation == 1 ? service : $"{service}-{incarnation}";
}
