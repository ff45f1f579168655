using System.Collections.Immutable;
using Infra.Settings.Reading;

namespace Infra.Data.Flexible;

/// <summary>Which of the servers serves, and which time of the one before it is made from.</summary>
/// <param name="Incarnation">The incarnation that serves.</param>
/// <param name="Formers">The servers that stay beside it.</param>
/// <param name="RestoreTo">The time; null for an empty server.</param>
internal sealed record FlexibleServerOrigin(int Incarnation, ImmutableArray<FormerServer> Formers, RecoveryTime? RestoreTo)
{
    /// <summary>What a server is made from is read when it is made, and never again.</summary>
    public static readonly ImmutableArray<string> Inputs =
        ["createMode", "pointInTimeUTC", "restorePointInTime", "sourceServerResourceId"];

    /// <summary>Reads it.</summary>
    /// <param name="section">The section of the data service.</param>
    /// <param name="service">The name of the data service in the namespace.</param>
    public static FlexibleServerOrigin Read(Section section, string service)
    {
        var incarnation = section.Get(
            "incarnation",
            SettingTypes.Integer(1, Incarnations.Highest),
            1,
            "Which of the servers serves. A recovery is another one, the next; a lower one moves back.");
        var recover = section.Child("recover", "The time that a new server is made from, of the one before it.");
        var origin = new FlexibleServerOrigin(
            incarnation,
            FormerServer.Read(section, service, incarnation, "server"),
            recover.Find("targetTime", RecoveryTime.Type, "The time to recover to, with its zone.", "none"));
        if (origin.RestoreTo is not null && origin.Formers.All(former => former.Incarnation >= incarnation))
        {
            section.Report(
                recover.Path,
                "set",
                "a recovery makes another server from the one before it, which stays",
                $"Set {section.Path}.incarnation to {incarnation + 1}, or remove it");
        }

        return origin;
    }
}
