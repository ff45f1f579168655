using System.Collections.Immutable;
using Infra.Settings.Reading;

namespace Infra.Data;

/// <summary>Which server of a cloud serves, and what it was made from. A cloud recovers into another server, always.</summary>
/// <param name="Incarnation">The incarnation that serves.</param>
/// <param name="Formers">The servers that stay beside it.</param>
/// <param name="RestoreTo">The time that it is made from, of the one before it; null for an empty one.</param>
public sealed record ManagedOrigin(int Incarnation, ImmutableArray<FormerServer> Formers, RecoveryTime? RestoreTo)
{
    /// <summary>One that begins empty.</summary>
    internal static ManagedOrigin Empty { get; } = new(1, [], null);

    /// <summary>Reads it.</summary>
    /// <param name="section">The section of the data service.</param>
    /// <param name="service">The name of the data service in the namespace.</param>
    /// <param name="noun">What the cloud calls a server.</param>
    internal static ManagedOrigin Read(Section section, string service, string noun)
    {
        var incarnation = section.Get(
            "incarnation",
            SettingTypes.Integer(1, Incarnations.Highest),
            1,
            $"Which of the {noun}s serves. A recovery is another one, the next; a lower one moves back.");
        var recover = section.Child("recover", $"The time that a new {noun} is made from, of the one before it.");
        var origin = new ManagedOrigin(
            incarnation,
            FormerServer.Read(section, service, incarnation, noun),
            recover.Find("targetTime", RecoveryTime.Type, "The time to recover to, with its zone.", "none"));
        if (origin.RestoreTo is not null && origin.Formers.All(former => former.Incarnation != incarnation - 1))
        {
            section.Report(
                recover.Path,
                "set",
                $"a recovery makes another {noun} from the one before it, which stays",
                $"Set {section.Path}.incarnation to {incarnation + 1}, or remove it");
        }

        return origin;
    }
}
